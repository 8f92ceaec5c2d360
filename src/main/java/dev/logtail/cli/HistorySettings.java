package dev.logtail.cli;

import dev.logtail.model.ArchivedRecord;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.filter.FilterSettings;
import java.time.ZoneId;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Whose log files to read and what of them, checked.
 *
 * @param newest at most so many records of each worker; empty for all
 * @param access how the API lets us in
 */
record HistorySettings(
    ApiAddress api,
    Selection selection,
    FilterSettings filter,
    OptionalInt newest,
    Room room,
    ZoneId serverZone,
    Shape shape,
    Access access) {
  /** What a record of a file is to views. */
  enum Shape implements Function<ArchivedRecord, LogEvent> {
    /** Its message without the time, level and logger before it. */
    BARE {
      @Override
      public LogEvent apply(ArchivedRecord found) {
        return found.bare();
      }
    },
    /** Its lines as its message. */
    WHOLE {
      @Override
      public LogEvent apply(ArchivedRecord found) {
        return found.whole();
      }
    },
    /** As bare, but received as the lines of the file. */
    LINES {
      @Override
      public LogEvent apply(ArchivedRecord found) {
        LogEvent bare = found.bare();
        return found.whole().equals(bare) ? bare : received(bare, found.whole().message());
      }

      private static LogEvent received(LogEvent bare, String lines) {
        return new LogEvent(
            bare.worker(),
            bare.time(),
            bare.level(),
            bare.message(),
            bare.origin(),
            Receipt.text(lines));
      }
    }
  }

  /** How much may be held in memory, and how much may wait in temporary files. */
  record Room(long memory, long spill) {}

  HistorySettings {
    if (!selection.addresses().isEmpty()) {
      throw new UserError(
          ExitCode.USAGE,
          "'"
              + selection.addresses().get(0)
              + "' is a stream, and history is read from the API: give a worker's key");
    }
  }

  /** The same, with records of another shape. */
  HistorySettings shaped(Shape other) {
    return new HistorySettings(api, selection, filter, newest, room, serverZone, other, access);
  }
}
