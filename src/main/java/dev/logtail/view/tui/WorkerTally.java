package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.pipeline.store.Snapshot;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which matches are whose. For one thread. */
final class WorkerTally implements Tally {
  private final Map<WorkerKey, NumberDeque> numbers = new HashMap<>();

  /** The matches of {@code worker}, up to date until the next change. */
  EntryNumbers of(WorkerKey worker) {
    return Optional.<EntryNumbers>ofNullable(numbers.get(worker)).orElse(EntryNumbers.NONE);
  }

  @Override
  public void addLast(long number, Entry entry) {
    ofOwner(entry).addLast(number);
  }

  @Override
  public void addFirst(long number, Entry entry) {
    ofOwner(entry).addFirst(number);
  }

  private NumberDeque ofOwner(Entry entry) {
    return numbers.computeIfAbsent(entry.worker(), absent -> new NumberDeque());
  }

  @Override
  public void renumber(Renumbering moved, long[] added, Snapshot held) {
    Map<WorkerKey, long[]> addedTo =
        Arrays.stream(added)
            .boxed()
            .collect(
                Collectors.groupingBy(
                    number -> held.get(number).worker(),
                    Collectors.collectingAndThen(
                        Collectors.toList(),
                        some -> some.stream().mapToLong(Long::longValue).toArray())));
    addedTo
        .keySet()
        .forEach(worker -> numbers.computeIfAbsent(worker, absent -> new NumberDeque()));
    numbers.forEach(
        (worker, some) -> some.renumber(moved, addedTo.getOrDefault(worker, new long[0])));
  }

  @Override
  public void removeBefore(long first) {
    numbers.values().forEach(some -> some.removeBefore(first));
    numbers.values().removeIf(some -> some.count() == 0);
  }

  @Override
  public void clear() {
    numbers.clear();
  }
}
