package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import java.util.BitSet;
import java.util.Optional;

/**
 * Asks a condition of one entry of a snapshot after another: cheap as long as each is near the one
 * before. For one thread.
 */
public final class Scan {
  private final Snapshot snapshot;
  private final Condition condition;
  private final Sieve sieve;

  /** Which numbers the run at hand has, and what its first slot is numbered. */
  private long low;

  private long high;
  private long start;

  /** Of the run at hand. */
  private EntrySource source =
      slot -> {
        throw new IllegalStateException("no run at hand");
      };

  private BitSet candidates = new BitSet();

  private interface EntrySource {
    Entry get(int slot);
  }

  public Scan(Snapshot snapshot, Condition condition) {
    this.snapshot = snapshot;
    this.condition = condition;
    this.sieve = new Sieve(condition);
  }

  /** Whether the entry numbered {@code number}, which the snapshot has, meets the condition. */
  public boolean test(long number) {
    return match(number).isPresent();
  }

  /** The entry numbered {@code number}, which the snapshot has, if it meets the condition. */
  public Optional<Entry> match(long number) {
    if (number < low || number >= high) {
      enter(number);
    }
    int slot = (int) (number - start);
    return candidates.get(slot)
        ? Optional.of(source.get(slot)).filter(condition.exact())
        : Optional.empty();
  }

  private void enter(long number) {
    int index = snapshot.runOf(number);
    start = snapshot.start(index);
    low = Math.max(start, snapshot.first());
    high = index + 1 < snapshot.runs() ? snapshot.start(index + 1) : snapshot.end();
    Run run = snapshot.run(index);
    if (run instanceof PackedRun packed) {
      source = new Unpacker(packed)::entry;
      candidates = sieve.candidates(packed);
    } else {
      source = run::get;
      candidates = new BitSet();
      candidates.set(0, (int) (high - start));
    }
  }
}
