package dev.logtail.pipeline.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of a server of the worker kind: it keeps the newest few records in a ring, which a
 * restart empties.
 */
final class RingServer {
  /** What it can log. */
  enum Words {
    UNIQUE(Integer.MAX_VALUE),
    FIVE(5),
    TWO(2);

    private final int many;

    Words(int many) {
      this.many = many;
    }
  }

  /** One record that was logged; {@code number} is what no client can see. */
  record Logged(int number, Instant at, String message, String key) {
    /**
     * One record.
     *
     * @param key what a client can see: records of one key can't be told apart
     */
    Logged(int number, Instant at, String message) {
      this(number, at, message, at + " " + message);
    }
  }

  /** How its clock goes. */
  enum Pace {
    /** Every record has a stamp of its own. */
    FINE,
    /** Many have the same. */
    COARSE,
    /** All have the same: the clock stands still. */
    FROZEN,
    /** Every record has its own, but now and then the clock is set back by an hour. */
    SET_BACK
  }

  private final int ringSize;
  private final Words words;
  private final Pace pace;
  private final List<Logged> all = new ArrayList<>();
  private int firstOfRun;
  private Instant clock = Records.T0;

  RingServer(int ringSize, Words words, Pace pace) {
    this.ringSize = ringSize;
    this.words = words;
    this.pace = pace;
  }

  /** Logs one record; {@code dice} chooses its words and how much time has passed. */
  Logged log(int dice) {
    int number = all.size();
    clock = clock.plus(step(dice));
    int word = words == Words.UNIQUE ? number : (dice / 4) % words.many;
    return add(new Logged(number, clock, "word " + word));
  }

  private Duration step(int dice) {
    if (pace == Pace.COARSE) {
      return Duration.ofSeconds(dice % 4 == 0 ? 1 : 0);
    }
    if (pace == Pace.FROZEN) {
      return Duration.ZERO;
    }
    boolean back = pace == Pace.SET_BACK && dice % 10 == 1;
    return back ? Duration.ofHours(-1) : Duration.ofNanos(1000L * (1 + dice));
  }

  void jump(int seconds) {
    clock = clock.plusSeconds(seconds);
  }

  boolean neverGoesBack() {
    return pace != Pace.SET_BACK;
  }

  /** Logs the newest record once more, as two handlers would. */
  Logged logTwin() {
    Logged newest = all.get(all.size() - 1);
    return add(new Logged(all.size(), newest.at(), newest.message()));
  }

  private Logged add(Logged logged) {
    all.add(logged);
    return logged;
  }

  boolean canLogTwin() {
    return all.size() > firstOfRun;
  }

  void restart() {
    firstOfRun = all.size();
  }

  /** Number of the oldest record that a client can still get. */
  int ringStart() {
    return Math.max(firstOfRun, all.size() - ringSize);
  }

  List<Logged> ring() {
    return List.copyOf(all.subList(ringStart(), all.size()));
  }

  int size() {
    return all.size();
  }

  Logged get(int number) {
    return all.get(number);
  }
}
