package dev.logtail.view.tui;

/** Which of the entries held an export takes. */
public enum ExportScope {
  /** What the filters let through. */
  SHOWN("what is shown"),
  EVERYTHING("everything held"),
  BOOKMARKED("what is bookmarked");

  private final String words;

  ExportScope(String words) {
    this.words = words;
  }

  /** For people: "export ... to". */
  String words() {
    return words;
  }

  /** The next one that makes sense, going round. */
  ExportScope next(boolean filtered, boolean bookmarked) {
    return switch (this) {
      case SHOWN -> EVERYTHING;
      case EVERYTHING -> bookmarked ? BOOKMARKED : filtered ? SHOWN : EVERYTHING;
      case BOOKMARKED -> filtered ? SHOWN : EVERYTHING;
    };
  }
}
