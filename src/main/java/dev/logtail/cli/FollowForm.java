package dev.logtail.cli;

import dev.logtail.pipeline.discovery.Selection;
import java.util.List;

/** Completes what a command line says about following with what holds by default. */
record FollowForm(
    Environment environment, ApiOptions api, AccessOptions access, StreamOptions streams) {
  /** The settings of a run; fails for whatever can be wrong before a socket opens. */
  FollowSettings settings(Defaults defaults, List<String> targets, FilterOptions filter) {
    Selection selection = Targets.parse(targets);
    return new FollowSettings(
        defaults.api(api.api()),
        selection,
        filter.settings(),
        streams.tail(),
        streams.reconnect(),
        streams.discoverEvery(),
        streams.orderWindow(),
        defaults.serverZone(streams.serverZone()),
        streams.maxFrame(),
        Math.min(streams.memory(), environment.heapBytes() / 4),
        streams.resume().settings(),
        streams.limits(),
        AccessForm.read(environment, access, defaults, new AccessForm.Typed(api.api(), selection)));
  }
}
