package dev.logtail.cli;

import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How much of what workers keep is read, and how. */
final class KeptOptions {
  @Option(
      names = {"-n", "--tail"},
      paramLabel = "N",
      description = "The newest N of each worker's records that match. Default: all.")
  private Optional<Integer> tail = Optional.empty();

  @Option(
      names = "--server-tz",
      paramLabel = "ZONE",
      description = "Time zone of stamps that name none. Default: this machine's.")
  private Optional<String> serverZone = Optional.empty();

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "256m",
      converter = SizeConverter.class,
      description = "Bound of all records held in memory. Default: ${DEFAULT-VALUE}.")
  private long memory = 256L << 20;

  @Option(
      names = "--spill",
      paramLabel = "SIZE",
      defaultValue = "4g",
      converter = SizeConverter.class,
      description =
          "What of several workers waits for its place in time beyond --memory goes to temporary "
              + "files of at most that size; 0 for none. Default: ${DEFAULT-VALUE}.")
  private long spill = 4L << 30;

  HistoryForm.Extent extent() {
    return new HistoryForm.Extent(
        tail.isPresent() ? OptionalInt.of(tail.get()) : OptionalInt.empty(),
        serverZone.map(name -> StreamOptions.zone("--server-tz", name)),
        new HistorySettings.Room(memory, spill));
  }
}
