package dev.logtail.pipeline.order;

import dev.logtail.model.ResumeRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a rule knows of its stream, as a value: a rule of a later run that begins with it goes on as
 * if the connection had broken in between. Tells only of records that were {@link
 * Continuity#settled settled}.
 */
public sealed interface Remembered {
  /** Stamp of the last record; MIN for none. */
  Instant last();

  /** How such a stream is taken up again; empty where that is not known before a record comes. */
  default Optional<ResumeRule> rule() {
    return Optional.empty();
  }

  /** Of a rule that compares nothing, or one that nothing is known of. */
  record LastOnly(Instant last) implements Remembered {}

  /** How often a record was delivered. {@code at} is its stamp, MIN for none. */
  record Count(Fingerprint key, Instant at, int times) {}

  /**
   * Of a stream that replays its newest records.
   *
   * @param unbroken stamp up to which its connections surely brought all that they began with
   * @param forgotten stamp of the newest record that is not remembered any more
   * @param largestBurst how many records its largest replay had
   * @param counts the longest untouched first
   * @param shown the newest records in the order in which they were handed on
   */
  record Records(
      Instant last,
      Instant unbroken,
      Instant forgotten,
      int largestBurst,
      List<Count> counts,
      List<Fingerprint> shown)
      implements Remembered {
    public Records {
      counts = List.copyOf(counts);
      shown = List.copyOf(shown);
    }

    @Override
    public Optional<ResumeRule> rule() {
      return Optional.of(ResumeRule.REPLAYED_RECORDS);
    }

    /** Of a stream whose records can't be compared with those before. */
    static Records after(Instant last) {
      return new Records(last, Instant.MAX, Instant.MIN, 0, List.of(), List.of());
    }
  }

  /** Of a stream of plain lines: the newest ones. */
  record Lines(Instant last, List<Fingerprint> shown) implements Remembered {
    public Lines {
      shown = List.copyOf(shown);
    }

    @Override
    public Optional<ResumeRule> rule() {
      return Optional.of(ResumeRule.OVERLAPPING_TEXT);
    }
  }

  /** A record with an id. */
  record Name(String id, Fingerprint content) {}

  /** The last record up to which all that came is known. */
  record Anchor(Name name, Instant at) {}

  /** What is known of the numbers that ids may be; {@code last} is "" for none. */
  record Counter(String last, int steps, boolean broken) {}

  /**
   * Of a stream whose records have ids.
   *
   * @param names the longest unseen first
   * @param reuseTold whether it was said that ids come again with other records
   * @param replay what is gone by where no history can be had
   */
  record Named(
      Instant last,
      List<Name> names,
      Optional<Anchor> anchor,
      Counter counter,
      boolean reuseTold,
      Records replay)
      implements Remembered {
    public Named {
      names = List.copyOf(names);
    }

    @Override
    public Optional<ResumeRule> rule() {
      return Optional.of(ResumeRule.NAMED_RECORDS);
    }
  }

  /** All numbers from {@code first} to {@code last}. */
  record Range(long first, long last) {}

  /** A set of numbers; about those up to {@code forgotten} nothing is known. */
  record Ranges(long forgotten, List<Range> ranges) {
    public Ranges {
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * One boot of a server that numbers its records.
   *
   * @param settled numbers that were handed on or told to be lost
   */
  record Boot(
      String name,
      long lowest,
      long next,
      Instant last,
      long highest,
      Instant highestAt,
      Ranges delivered,
      Ranges settled) {}

  /**
   * Of a stream whose records are numbered.
   *
   * @param present name of the boot that the last record came of
   */
  record Numbered(Instant last, String present, List<Boot> boots) implements Remembered {
    public Numbered {
      boots = List.copyOf(boots);
    }
  }
}
