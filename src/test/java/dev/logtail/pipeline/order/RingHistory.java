package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt.Mark;
import dev.logtail.model.StreamNotice;
import dev.logtail.pipeline.order.RingServer.Logged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Plays one history between a {@link RingServer} and a {@link ReplayGuard}, knows the truth about
 * every record, and checks after each connection what the guard handed on.
 */
final class RingHistory {
  /** One thing that happens. */
  sealed interface Step {
    /** Records are logged, and sent when a client is there; {@code dice} shapes them. */
    record Log(List<Integer> dice, boolean twins) implements Step {}

    /** Records are logged that the server does not send to a client that is there. */
    record Drop(int count) implements Step {}

    record ClockJump(int seconds) implements Step {}

    record Disconnect() implements Step {}

    /**
     * A client comes and is sent the ring.
     *
     * @param early records logged meanwhile and sent before the end of the ring
     * @param place where in the ring they are put
     * @param again records of the ring's end that are sent once more, live
     * @param cutAfter frames after which the connection breaks; negative for never
     * @param slow whether the server falls silent for a while in the middle of the ring
     */
    record Connect(int early, int place, int again, int cutAfter, boolean slow) implements Step {}

    record Restart(boolean elsewhere) implements Step {}

    record Wait(int millis) implements Step {}
  }

  /** What all histories of a run amounted to. */
  static final class Totals {
    long histories;
    long reconnections;
    long records;
    long repeats;
    long mayRepeat;
    long losses;
    long resumed;
    long undecidable;
    long droppedByServer;

    String line() {
      return String.format(
          "replay guard: %,d histories, %,d dropped by the server, %,d reconnections, %,d records shown, %,d repeats dropped,"
              + " %,d marked, %,d real losses announced, %,d proofs, %,d undecidable copies",
          histories,
          droppedByServer,
          reconnections,
          records,
          repeats,
          mayRepeat,
          losses,
          resumed,
          undecidable);
    }
  }

  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final RingServer server;
  private final Totals totals;
  private final Continuity guard =
      new LaterRuns(recall -> new ReplayGuard(Records.WORKER, () -> Long.MAX_VALUE, recall));
  private final List<Entry> out = new ArrayList<>();

  private long now;
  private long openedNanos;
  private boolean calm = true;
  private boolean connected;
  private boolean connectedBefore;
  private boolean elsewhere;

  /** Everything by the server's numbers. */
  private final BitSet received = new BitSet();

  private final BitSet announced = new BitSet();
  private int firstEver = -1;

  /** Of the present connection. */
  private final List<Logged> sent = new ArrayList<>();

  private final Map<String, Integer> fresh = new HashMap<>();
  private int ringStart;
  private Expectation expectation = Expectation.NONE;
  private final Set<String> undecidable = new HashSet<>();

  private enum Expectation {
    NONE,
    PROOF
  }

  RingHistory(RingServer server, Totals totals) {
    this.server = server;
    this.totals = totals;
  }

  void play(List<Step> steps) {
    steps.forEach(this::play);
    disconnect();
    totals.histories++;
    totals.repeats += guard.repeated();
    totals.undecidable += undecidable.size();
  }

  private void play(Step step) {
    if (step instanceof Step.Log log) {
      log.dice().forEach(dice -> deliver(next(dice, log.twins())));
    } else if (step instanceof Step.Connect connect) {
      if (!connected) {
        connect(connect);
      }
    } else if (step instanceof Step.Drop drop) {
      for (int i = 0; i < drop.count(); i++) {
        drop();
      }
    } else if (step instanceof Step.ClockJump jump) {
      server.jump(jump.seconds());
    } else if (step instanceof Step.Restart restart) {
      disconnect();
      server.restart();
      elsewhere = restart.elsewhere();
    } else if (step instanceof Step.Wait wait) {
      pass(wait.millis());
    } else {
      disconnect();
    }
  }

  /** Nobody can tell a record that was dropped while we listened, unless the ring still has it. */
  private void drop() {
    Logged dropped = server.log(7);
    if (connected) {
      announced.set(dropped.number());
      totals.droppedByServer++;
    }
  }

  private Logged next(int dice, boolean twins) {
    return twins && server.canLogTwin() ? server.logTwin() : server.log(dice);
  }

  private void connect(Step.Connect how) {
    List<Logged> ring = server.ring();
    List<Logged> frames = new ArrayList<>(ring);
    frames.addAll(ring.subList(ring.size() - Math.min(how.again(), ring.size()), ring.size()));
    int place = placeFor(ring, how.place());
    for (int i = 0; i < how.early(); i++) {
      frames.add(place + i, server.log(4 + 8 * i));
    }
    connected = true;
    ringStart = ring.isEmpty() ? server.size() : ring.get(0).number();
    expectation = expected(ring, how);
    openedNanos = now;
    guard.opened(now, elsewhere);
    elsewhere = false;
    totals.reconnections += connectedBefore ? 1 : 0;
    for (int i = 0; i < frames.size() && connected; i++) {
      if (i == how.cutAfter()) {
        noteHole(how.early() > 0 ? ring : List.of());
        disconnect();
      } else {
        pass(how.slow() && i == frames.size() / 2 ? 300 : 0);
        deliver(frames.get(i));
      }
    }
  }

  /**
   * The place at {@code wish} or the next one where the stamps differ: inside a group of equal
   * stamps nobody can tell twins from a record that was sent twice.
   */
  private static int placeFor(List<Logged> ring, int wish) {
    int place = Math.min(wish, ring.size());
    while (place > 0
        && place < ring.size()
        && ring.get(place).at().equals(ring.get(place - 1).at())) {
      place++;
    }
    return place;
  }

  /**
   * A proof is due where a plain replay begins with records that all came before, unless the last
   * connection broke at once.
   */
  private Expectation expected(List<Logged> ring, Step.Connect how) {
    boolean calmBefore = connectedBefore && calm && server.neverGoesBack();
    boolean plain = how.early() == 0 && !how.slow() && calmBefore;
    int most = how.cutAfter() < 0 ? ring.size() : Math.min(how.cutAfter(), ring.size());
    for (int i = 0; plain && i < most && received.get(ring.get(i).number()); i++) {
      if (ring.get(i).at().isAfter(ring.get(0).at())) {
        return Expectation.PROOF;
      }
    }
    return Expectation.NONE;
  }

  private void deliver(Logged logged) {
    if (!connected) {
      return;
    }
    pass(1);
    if (isUndecidable(logged)) {
      undecidable.add(logged.key());
    }
    sent.add(logged);
    firstEver = firstEver < 0 ? logged.number() : Math.min(firstEver, logged.number());
    if (!received.get(logged.number())) {
      received.set(logged.number());
      fresh.merge(logged.key(), 1, Integer::sum);
    }
    String identity = Integer.toString(logged.number());
    Instant arrival = Records.T0.plusSeconds(3600).plusNanos(now);
    LogEvent event = Records.stamped(logged.at(), logged.message(), arrival, identity);
    guard.accept(event, now, out::add);
  }

  /**
   * True where no client could tell what comes: a record sent twice with nothing but its own stamp
   * between, or a twin with other records sent twice between it and its first.
   */
  private boolean isUndecidable(Logged next) {
    int last = sent.size() - 1;
    while (last >= 0 && !sent.get(last).key().equals(next.key())) {
      last--;
    }
    if (last < 0) {
      return false;
    }
    List<Logged> since = sent.subList(last + 1, sent.size());
    return sent.contains(next)
        ? since.stream().allMatch(other -> other.at().equals(next.at()))
        : since.stream().anyMatch(other -> sent.indexOf(other) != sent.lastIndexOf(other));
  }

  /**
   * A connection that breaks while a later record has overtaken the ring leaves a hole; what came
   * and what did not are the same to a client where they are equal.
   */
  private void noteHole(List<Logged> ring) {
    List<String> keys = sent.stream().map(Logged::key).toList();
    ring.stream()
        .filter(logged -> !sent.contains(logged))
        .map(Logged::key)
        .filter(keys::contains)
        .forEach(undecidable::add);
  }

  private void pass(long millis) {
    long end = now + millis * MILLI;
    for (OptionalLong due = guard.deadline();
        due.isPresent() && due.getAsLong() <= end;
        due = guard.deadline()) {
      now = Math.max(now, due.getAsLong());
      guard.expire(now, out::add);
    }
    now = end;
  }

  private void disconnect() {
    if (connected) {
      guard.closed(now, out::add);
      calm = now - openedNanos >= 2000 * MILLI;
      connected = false;
      checkConnection();
      out.clear();
      sent.clear();
      fresh.clear();
    }
  }

  private void checkConnection() {
    Map<String, Integer> plain = new HashMap<>();
    Map<String, Integer> marked = new HashMap<>();
    for (Entry entry : out) {
      if (entry instanceof LogEvent event) {
        boolean mark = event.receipt().marks().contains(Mark.MAY_REPEAT);
        (mark ? marked : plain).merge(keyOf(event), 1, Integer::sum);
        totals.records++;
        totals.mayRepeat += mark ? 1 : 0;
      }
    }
    sent.stream()
        .map(Logged::key)
        .distinct()
        .filter(key -> !undecidable.contains(key))
        .forEach(key -> checkKey(key, plain.getOrDefault(key, 0), marked.getOrDefault(key, 0)));
    checkLoss();
    checkProof(marked);
    connectedBefore |= !sent.isEmpty();
  }

  private void checkKey(String key, int plain, int marked) {
    int due = fresh.getOrDefault(key, 0);
    assertThat(plain + marked)
        .as("records of '%s' shown, none dropped", key)
        .isGreaterThanOrEqualTo(due);
    assertThat(plain)
        .as("records of '%s' shown unmarked, none repeated", key)
        .isLessThanOrEqualTo(due);
  }

  private static String keyOf(LogEvent event) {
    return event.time().text() + " " + event.message();
  }

  private void checkLoss() {
    BitSet lost = new BitSet();
    if (connectedBefore) {
      lost.set(firstEver, Math.max(firstEver, ringStart));
      lost.andNot(received);
      lost.andNot(announced);
    }
    boolean told = !out.isEmpty() && tellsLoss(out.get(0));
    if (!lost.isEmpty() && !sent.isEmpty()) {
      assertThat(told).as("a loss of %s is told before anything else: %s", lost, out).isTrue();
      totals.losses++;
    }
    if (told) {
      announced.or(lost);
    }
  }

  private static boolean tellsLoss(Entry entry) {
    return entry instanceof StreamNotice notice
        && (notice.kind() == StreamNotice.Kind.GAP || notice.kind() == StreamNotice.Kind.RESTARTED);
  }

  private void checkProof(Map<String, Integer> marked) {
    boolean proved = out.stream().anyMatch(RingHistory::tellsProof);
    totals.resumed += proved ? 1 : 0;
    if (expectation == Expectation.PROOF) {
      assertThat(proved).as("an overlap proves that nothing was lost").isTrue();
      marked.keySet().removeAll(undecidable);
      marked.keySet().removeAll(fresh.keySet());
      assertThat(marked).as("nothing known is doubtful after a proof").isEmpty();
    }
  }

  private static boolean tellsProof(Entry entry) {
    return entry instanceof StreamNotice notice && notice.kind() == StreamNotice.Kind.RESUMED;
  }
}
