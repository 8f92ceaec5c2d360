package dev.logtail.model;

import java.time.Instant;
import java.util.Locale;

/**
 * Something that happened to a worker's stream, told inside the stream: a record like any other to
 * every view.
 *
 * @param text one sentence without a final stop; may quote foreign text
 * @param evidence what it rests on, where it is about continuity
 */
public record StreamNotice(WorkerKey worker, Instant at, Kind kind, String text, Evidence evidence)
    implements Entry {
  /** What happened. */
  public enum Kind {
    CONNECTED(About.CONNECTION, false),
    DISCONNECTED(About.CONNECTION, true),
    REFUSED(About.CONNECTION, true),
    /** After a reconnection: nothing is missing. */
    RESUMED(About.RECORDS, false),
    /** The worker began anew. */
    RESTARTED(About.RECORDS, true),
    /** Records are missing, or may be. */
    GAP(About.RECORDS, true),
    /** Records that a gap had left out were fetched afterwards. */
    FILLED(About.RECORDS, false),
    /** Records came faster than they could be taken. */
    DROPPED(About.RECORDS, true),
    APPEARED(About.CONNECTION, false),
    VANISHED(About.CONNECTION, true),
    NO_STREAM(About.CONNECTION, false),
    /** It has logged nothing for as long as somebody wants to be told of. */
    STALE(About.CONNECTION, true),
    /** It was stale, and logs again. */
    HEARD(About.CONNECTION, false);

    private enum About {
      CONNECTION,
      RECORDS
    }

    private final About about;
    private final boolean troubling;
    private final String word = name().toLowerCase(Locale.ROOT);

    Kind(About about, boolean troubling) {
      this.about = about;
      this.troubling = troubling;
    }

    /**
     * True for what is said about the worker's records: it has its place between two of them, and
     * every export that tells what was seen tells it too.
     */
    public boolean isAboutRecords() {
      return about == About.RECORDS;
    }

    /** Its name in filters and exports, for example {@code no_stream}. */
    public String word() {
      return word;
    }

    /** True for what a person on call wants to see even when quiet is asked for. */
    public boolean isTroubling() {
      return troubling;
    }
  }

  private static final int FIXED_BYTES = 96;

  /** A notice that rests on nothing but what happened. */
  public StreamNotice(WorkerKey worker, Instant at, Kind kind, String text) {
    this(worker, at, kind, text, Evidence.NONE);
  }

  @Override
  public Severity countsAs() {
    return kind.isTroubling() ? Severity.WARNING : Severity.INFO;
  }

  @Override
  public int weight() {
    return FIXED_BYTES + text.length();
  }
}
