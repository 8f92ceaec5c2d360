package dev.logtail.view.style;

/** What happens to the colour sequences (SGR) in foreign text. All other sequences are shown. */
public enum AnsiPolicy {
  /** They are understood, and made anew from our own styles. */
  COLOR,
  /** They are removed. */
  STRIP,
  /** They are shown as text, like every other sequence. */
  ESCAPE
}
