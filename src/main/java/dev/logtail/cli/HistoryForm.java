package dev.logtail.cli;

import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.filter.FilterSettings;
import java.util.List;

/** Completes what a command line says about kept records with what holds by default. */
record HistoryForm(
    Environment environment, ApiOptions api, AccessOptions access, KeptOptions kept) {
  /** The settings of a run; fails for whatever can be wrong before a socket opens. */
  HistorySettings settings(Defaults defaults, List<String> targets, FilterSettings filter) {
    Selection selection = Targets.parse(targets);
    return new HistorySettings(
        defaults.api(api.api()),
        selection,
        filter,
        kept.tail(),
        new HistorySettings.Room(
            Math.min(kept.memory(), environment.heapBytes() / 4), kept.spill()),
        defaults.serverZone(kept.serverZone()),
        HistorySettings.Shape.BARE,
        AccessForm.read(environment, access, defaults, new AccessForm.Typed(api.api(), selection)));
  }
}
