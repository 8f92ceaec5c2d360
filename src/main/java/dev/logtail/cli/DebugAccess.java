package dev.logtail.cli;

import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.discovery.Target;
import java.util.List;
import java.util.Optional;

/**
 * Works out what one URL is shown. What is kept for an API, in the environment or the
 * configuration, is for its host: another one gets it only where the user says so.
 *
 * @param contextNamed whether the user said so
 */
record DebugAccess(Environment environment, Defaults defaults, boolean contextNamed) {
  Access read(DebugAccessOptions options, DebugAddress address, String typed) {
    boolean ours = contextNamed || address.url().getHost().equalsIgnoreCase(host(defaults));
    Environment known =
        ours
            ? environment
            : environment.without(
                EnvironmentVariable.LOGTAIL_TOKEN, EnvironmentVariable.LOGTAIL_TOKEN_FILE);
    return AccessForm.read(
        known,
        options,
        ours ? defaults : Defaults.builtIn(known),
        new AccessForm.Typed(
            Optional.of(typed), Selection.of(List.of(new Target.Address(typed, address.url())))));
  }

  private static String host(Defaults defaults) {
    return String.valueOf(defaults.api(Optional.empty()).url().getHost());
  }
}
