package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import java.util.BitSet;
import java.util.Optional;

/**
 * Asks a condition of one entry of a snapshot after another: cheap as long as each is near the one
 * before. For one thread.
 */
public final class Scan {
  /** What asking an entry costs, besides what its length does. */
  private static final int ASKING = 4;

  /** So many bytes are looked at while one entry is passed over. */
  private static final int BYTES_PASSED = 256;

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

  private long effort;

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
    effort++;
    if (!candidates.get(slot)) {
      return Optional.empty();
    }
    Entry entry = source.get(slot);
    effort += ASKING + entry.weight() / BYTES_PASSED;
    return Optional.of(entry).filter(condition.exact());
  }

  /**
   * How much work was done since this was asked last: about 1 for each entry that was passed over,
   * more for others, so that who has little time knows when to look at the clock.
   */
  public long effort() {
    long done = effort;
    effort = 0;
    return done;
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
      effort += packed.weight() / BYTES_PASSED;
    } else {
      source = run::get;
      candidates = new BitSet();
      candidates.set(0, (int) (high - start));
    }
  }
}
