package dev.logtail.config;

import java.util.Optional;

/**
 * What the configuration file says, checked. Empty where it says nothing.
 *
 * @param api base of the REST API of the current context
 * @param serverZone zone of that API's stamps, by name
 */
public record Settings(
    Optional<String> api, Optional<String> serverZone, AccessSettings access, ThemeSettings theme) {
  public static final Settings NONE =
      new Settings(Optional.empty(), Optional.empty(), AccessSettings.NONE, ThemeSettings.NONE);
}
