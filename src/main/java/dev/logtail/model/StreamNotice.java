package dev.logtail.model;

import java.time.Instant;

/**
 * Something that happened to a worker's stream, told inside the stream: a record like any other to
 * every view.
 *
 * @param text one sentence without a final stop; may quote foreign text
 */
public record StreamNotice(WorkerKey worker, Instant at, Kind kind, String text) implements Entry {
  /** What happened. */
  public enum Kind {
    CONNECTED(false),
    DISCONNECTED(true),
    REFUSED(true),
    RESUMED(false),
    RESTARTED(true),
    GAP(true),
    DROPPED(true),
    APPEARED(false),
    VANISHED(true),
    NO_STREAM(false);

    private final boolean troubling;

    Kind(boolean troubling) {
      this.troubling = troubling;
    }

    /** True for what a person on call wants to see even when quiet is asked for. */
    public boolean isTroubling() {
      return troubling;
    }
  }

  private static final int FIXED_BYTES = 96;

  @Override
  public int weight() {
    return FIXED_BYTES + text.length();
  }
}
