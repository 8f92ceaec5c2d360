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
 * @param keys what each of its keys says, as it may be shown, and on which line
 */
public record ContextSettings(
    Word name,
    Optional<String> api,
    Optional<String> serverZone,
    AccessSettings access,
    List<OptionSetting> options,
    Map<String, Word> keys) {
  /** All keys that there can be, those for options among them. */
  public static final List<String> KEYS = ContextReader.KEYS;

  public ContextSettings {
    options = List.copyOf(options);
    keys = Map.copyOf(keys);
  }

  /** The line of {@code key}, or else that of the context's name. */
  public int lineOf(String key) {
    return keys.containsKey(key) ? keys.get(key).line() : name.line();
  }
}
