package dev.logtail.cli;

import dev.logtail.pipeline.discovery.Selection;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Completes what a command line says about following with what holds by default. */
record FollowForm(
    Environment environment, ApiOptions api, AccessOptions access, StreamOptions streams) {
  /**
   * The settings of a run; fails for whatever can be wrong before a socket opens.
   *
   * @param shown the zone of the times shown, empty where they are the server's
   */
  FollowSettings settings(
      Defaults defaults, List<String> targets, FilterOptions filter, Optional<ZoneId> shown) {
    ZoneId serverZone = defaults.serverZone(streams.serverZone());
    Selection selection = Targets.parse(targets);
    return new FollowSettings(
        defaults.api(api.api()),
        selection,
        filter.settings(environment, shown.orElse(serverZone)),
        streams.tail(),
        streams.reconnect(),
        streams.discoverEvery(),
        streams.orderWindow(),
        serverZone,
        streams.maxFrame(),
        Math.min(streams.memory(), environment.heapBytes() / 4),
        streams.resume().settings(),
        streams.limits(),
        AccessForm.read(environment, access, defaults, new AccessForm.Typed(api.api(), selection)));
  }
}
