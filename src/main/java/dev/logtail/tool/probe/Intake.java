package dev.logtail.tool.probe;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.tool.probe.Reception.Amount;
import dev.logtail.tool.probe.Reception.Heard;
import dev.logtail.tool.probe.Reception.Pings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes what an open stream brings: keeps enough to judge by and counts the rest, however much a
 * server sends. Not safe for use by many threads.
 */
final class Intake {
  private static final int MOST_KEPT = 20_000;
  private static final int MOST_CHARS = 1 << 20;

  /** A server that sends its ring makes no such pause in it. */
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Instant begun;
  private final Duration asked;
  private final Duration opened;
  private final List<Heard> kept = new ArrayList<>();
  private final List<Duration> answers = new ArrayList<>();
  private Optional<Duration> pinged = Optional.empty();
  private Optional<Integer> burst = Optional.empty();
  private boolean oddPongs;
  private long chars;
  private long messages;
  private long bytes;
  private long binary;
  private int firstBinary;
  private Duration first;
  private Duration last;

  Intake(Instant begun, Duration asked, Duration opened) {
    this.begun = begun;
    this.asked = asked;
    this.opened = opened;
    this.first = opened;
    this.last = opened;
  }

  void message(Duration at, Frame frame) {
    notice(at);
    first = messages == 0 ? at : first;
    last = at;
    messages++;
    bytes += frame.size();
    if (frame instanceof Frame.Text text) {
      keep(new Heard(at, text.text()));
    } else {
      firstBinary = binary == 0 ? frame.size() : firstBinary;
      binary++;
    }
  }

  /** A large message alone is kept whole. */
  private void keep(Heard heard) {
    chars += heard.text().length();
    if (kept.isEmpty() || (kept.size() < MOST_KEPT && chars <= MOST_CHARS)) {
      kept.add(heard);
    }
  }

  /** Time has passed; true when the first burst of messages, the ring, is over. */
  boolean notice(Duration at) {
    if (burst.isEmpty() && messages > 0 && at.minus(last).compareTo(PAUSE) >= 0) {
      burst = Optional.of(Math.toIntExact(Math.min(messages, Integer.MAX_VALUE)));
    }
    return burst.isPresent();
  }

  void pinged(Duration at) {
    pinged = Optional.of(at);
  }

  /** The last ping was answered. */
  void answered(Duration at) {
    pinged.ifPresent(sent -> answers.add(at.minus(sent)));
    pinged = Optional.empty();
  }

  /** A pong that holds something else, while an answer is waited for. */
  void answeredOddly() {
    oddPongs |= pinged.isPresent();
  }

  long messages() {
    return messages;
  }

  /** Messages after the first burst. */
  long sinceBurst() {
    return burst.map(before -> messages - before).orElse(0L);
  }

  int answers() {
    return answers.size();
  }

  /** When the ping was sent that still waits for its answer. */
  Optional<Duration> waiting() {
    return pinged;
  }

  Duration opened() {
    return opened;
  }

  Duration first() {
    return first;
  }

  /** What all came within less than a pause is one burst, too. */
  Reception until(Duration at) {
    boolean brief = messages > 0 && last.minus(first).compareTo(PAUSE) < 0;
    int all = Math.toIntExact(Math.min(messages, Integer.MAX_VALUE));
    return new Reception(
        begun,
        asked,
        opened,
        at,
        kept,
        new Amount(messages, bytes, first, last, binary, firstBinary),
        burst.isEmpty() && brief ? Optional.of(all) : burst,
        new Pings(answers, pinged.map(at::minus), oddPongs));
  }
}
