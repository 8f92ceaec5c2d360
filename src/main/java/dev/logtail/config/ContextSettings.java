package dev.logtail.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the file says about one server.
 *
 * @param api base of the REST API
 * @param serverZone zone of that API's stamps, by name
 * @param options what it says in place of options
 * @param lines on which line each of its keys stands
 */
public record ContextSettings(
    Word name,
    Optional<String> api,
    Optional<String> serverZone,
    AccessSettings access,
    List<OptionSetting> options,
    Map<String, Integer> lines) {
  public ContextSettings {
    options = List.copyOf(options);
    lines = Map.copyOf(lines);
  }

  /** The line of {@code key}, or else that of the context's name. */
  public int lineOf(String key) {
    return lines.getOrDefault(key, name.line());
  }
}
