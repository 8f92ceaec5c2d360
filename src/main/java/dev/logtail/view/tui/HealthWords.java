package dev.logtail.view.tui;

import dev.logtail.model.Health;
import dev.logtail.model.Health.Condition;
import dev.logtail.model.WorkerStatus;
import dev.logtail.model.WorkerStatus.Phase;
import java.time.Duration;
import java.time.Instant;

/**
 * Calls a worker's health by its name: a glyph and a word for its row, a sentence for whoever asks.
 */
final class HealthWords {
  private HealthWords() {}

  /** One cell, another one for each condition that must not be taken for another. */
  static String glyph(Condition condition) {
    return switch (condition) {
      case LIVE -> "●";
      case QUIET -> "◉";
      case STALLED -> "⚠";
      case RESTARTED -> "↻";
      case CONNECTING -> "◐";
      case RETRYING -> "◌";
      case REFUSED, FAILED -> "✕";
      case NO_STREAM -> "○";
      case DEAD -> "†";
      case GONE -> "·";
    };
  }

  /** For example {@code 312/s}, {@code quiet 4m}, {@code retry 4s}. */
  static String brief(WorkerRow row, Instant now) {
    Health health = Health.of(row.status(), now);
    return switch (health.condition()) {
      case LIVE -> Figures.rate(row.rate()) + "/s";
      case QUIET -> "quiet " + age(health.time());
      case STALLED -> "stalled " + age(health.time());
      case RESTARTED -> "restarted";
      case CONNECTING -> "connecting";
      case RETRYING -> "retry " + age(untilThen(health.time()));
      case REFUSED -> "refused";
      case FAILED -> "failed";
      case NO_STREAM -> "no url";
      case DEAD -> "dead";
      case GONE -> "gone";
    };
  }

  /** What is the matter and which key helps; may quote foreign text. */
  static String sentence(WorkerRow row, Instant now) {
    WorkerStatus status = row.status();
    Health health = Health.of(status, now);
    String time = age(health.time());
    return switch (health.condition()) {
      case LIVE -> "connected for " + time;
      case QUIET -> "quiet for " + time + ": connected, and logs nothing";
      case STALLED -> "stalled: no sign of life for " + time + " · r reconnects";
      case RESTARTED -> "restarted " + time + " ago";
      case CONNECTING -> because("connecting", status);
      case RETRYING -> because("retry in " + age(untilThen(health.time())) + ", r now", status);
      case REFUSED -> because("refused · r tries again", status);
      case FAILED -> because("failed · r tries again", status);
      case NO_STREAM -> because("no stream · followed once the API names one", status);
      case DEAD -> because("dead: the API says alive=false" + stream(status), status);
      case GONE -> "gone: the API lists it no longer; its lines stay · R asks again";
    };
  }

  private static String stream(WorkerStatus status) {
    return status.phase() == Phase.LIVE ? "; its stream is still open" : "";
  }

  private static String because(String what, WorkerStatus status) {
    boolean told = status.detail().isEmpty() || status.phase() == Phase.LIVE;
    return told ? what : what + " · " + status.detail();
  }

  /** A wait is over when it shows 0. */
  private static Duration untilThen(Duration left) {
    return left.plusNanos(999_999_999);
  }

  /** For example {@code 4s}, {@code 12m}, {@code 3h}, {@code 2d}. */
  static String age(Duration time) {
    if (time.toMinutes() == 0) {
      return time.toSeconds() + "s";
    }
    if (time.toHours() == 0) {
      return time.toMinutes() + "m";
    }
    return time.toDays() == 0 ? time.toHours() + "h" : time.toDays() + "d";
  }
}
