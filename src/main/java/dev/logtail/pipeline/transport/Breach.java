package dev.logtail.pipeline.transport;

/** The other side broke the protocol: found by us, before or instead of Tyrus. */
final class Breach extends Exception {
  static final int PROTOCOL_ERROR = 1002;
  static final int BAD_DATA = 1007;
  static final int TOO_BIG = 1009;
  static final int EXTENSION = 1010;

  private static final long serialVersionUID = 1;

  private final int code;

  /**
   * @param code the close code that says so on the wire
   * @param words what must not be, for people; may quote foreign text
   */
  Breach(int code, String words) {
    super(words);
    this.code = code;
  }

  int code() {
    return code;
  }

  String words() {
    return String.valueOf(getMessage());
  }
}
