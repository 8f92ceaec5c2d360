package dev.logtail.view.style;

import java.util.Locale;

/** What happens to the colour sequences (SGR) in foreign text. All other sequences are shown. */
public enum AnsiPolicy {
  /** They are understood, and made anew from our own styles. */
  COLOR,
  /** They are removed. */
  STRIP,
  /** They are shown as text, like every other sequence. */
  ESCAPE;

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
