package dev.logtail.pipeline.transport;

/** The other side broke the protocol: found by us, before or instead of Tyrus. */
final class Breach extends Exception {
  static final int PROTOCOL_ERROR = 1002;
  static final int BAD_DATA = 1007;
  static final int TOO_BIG = 1009;
  static final int EXTENSION = 1010;

  private static final long serialVersionUID = 1;

  private final int code;
  private final Obstacle.Kind kind;
  private final String about;

  /**
   * @param code the close code that says so on the wire
   * @param words what must not be, for people; may quote foreign text
   */
  Breach(int code, String words) {
    this(code, Obstacle.Kind.ILLEGAL, words, words);
  }

  /**
   * One that is told apart from the others.
   *
   * @param kind what it means for a handshake
   * @param about what is told of that
   */
  Breach(int code, Obstacle.Kind kind, String about, String words) {
    super(words);
    this.code = code;
    this.kind = kind;
    this.about = about;
  }

  /** The same for those who have words of their own. */
  Obstacle obstacle() {
    return Obstacle.of(kind, about);
  }

  int code() {
    return code;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
