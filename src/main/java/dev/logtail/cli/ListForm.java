package dev.logtail.cli;

import java.util.Locale;

/** The forms that a list of workers can be printed in. */
enum ListForm {
  TABLE,
  WIDE,
  JSON,
  NAME,
  URL;

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
