package dev.logtail.config;

/**
 * The configuration file can't be used. The message names the file, the line where there is one,
 * and what to write instead.
 */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1;

  public SettingsException(String message) {
    super(message);
  }
}
