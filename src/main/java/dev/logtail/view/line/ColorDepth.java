package dev.logtail.view.line;

/** How many colours a terminal has. */
public enum ColorDepth {
  /** No sequences at all, not even for weight. */
  NONE,
  /** The sixteen of the terminal's palette. */
  ANSI_16,
  ANSI_256,
  TRUE_COLOR
}
