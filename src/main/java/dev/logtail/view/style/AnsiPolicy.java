package dev.logtail.view.style;

import java.util.Locale;

/**
 * What happens to the colour sequences (SGR) in foreign text. All other sequences are shown, unless
 * the user asks for {@link #RAW}.
 */
public enum AnsiPolicy {
  /** They are understood, and made anew from our own styles. */
  COLOR,
  /** They are removed. */
  STRIP,
  /** They are shown as text, like every other sequence. */
  ESCAPE,
  /** They, and everything else but line breaks, are left as received: nothing is made safe. */
  RAW;

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
