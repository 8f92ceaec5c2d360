package dev.logtail.config;

/**
 * Something that is wrong in the configuration file.
 *
 * @param line from 1
 */
public record Problem(int line, String text) {
  /** {@code line 3: what is wrong}. */
  @Override
  public String toString() {
    return "line " + line + ": " + text;
  }
}
