package dev.logtail.config;

import java.util.List;

/**
 * What is to happen when something is seen, as written.
 *
 * @param when the condition
 * @param actions what is done, at least one thing
 * @param line where it stands in the file
 */
public record AlertSetting(String when, List<String> actions, int line) {
  public AlertSetting {
    actions = List.copyOf(actions);
  }
}
