package dev.logtail.cli;

import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.filter.FilterSettings;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Completes what a command line says about kept records with what holds by default. */
record HistoryForm(Environment environment, ApiOptions api, AccessOptions access) {
  /**
   * How much is read, and how.
   *
   * @param newest at most so many records of each worker; empty for all
   * @param serverZone the zone of stamps that name none, where one was named
   */
  record Extent(OptionalInt newest, Optional<ZoneId> serverZone, HistorySettings.Room room) {
    Extent {
      if (newest.orElse(1) < 1) {
        throw new UserError(ExitCode.USAGE, "--tail takes 1 or more, not " + newest.getAsInt());
      }
    }
  }

  /** The settings of a run; fails for whatever can be wrong before a socket opens. */
  HistorySettings settings(
      Defaults defaults, List<String> targets, FilterSettings filter, Extent extent) {
    Selection selection = Targets.parse(targets);
    HistorySettings.Room room = extent.room();
    return new HistorySettings(
        defaults.api(api.api()),
        selection,
        filter,
        extent.newest(),
        new HistorySettings.Room(
            Math.min(room.memory(), environment.heapBytes() / 4), room.spill()),
        defaults.serverZone(extent.serverZone()),
        HistorySettings.Shape.BARE,
        AccessForm.read(environment, access, defaults, new AccessForm.Typed(api.api(), selection)));
  }
}
