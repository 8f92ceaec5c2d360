package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.Severity;
import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.Vitals;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.model.WorkerStatus.Phase;
import dev.logtail.pipeline.store.EntryStore;
import dev.logtail.pipeline.store.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A made-up farm behind the console: records of many kinds, at fixed times. */
final class FakeFarm implements ConsoleCommands {
  static final Instant START = Instant.parse("2026-02-01T06:30:25.123Z");
  static final WorkerKey DRAGON = new WorkerKey("user123_002050.SZ_hidden_dragon");
  static final WorkerKey TURTLE = new WorkerKey("user123_600132.SH_turtle");
  static final WorkerKey YANG = new WorkerKey("user123_000002.SZ_yang");
  static final WorkerKey IDLE = new WorkerKey("user123_300347.SZ_idle");

  private static final String[] MESSAGES = {
    "Bar processed: #%d",
    "Bar late by %d ms",
    "order rejected: 资金不足\nTraceback (most recent call last):\n  File \"run.py\", line %d\nValueError: 余额",
    "heartbeat %d",
    "order filled 👍🏽 price=%d.5 \u001b[32mOK\u001b[0m",
    "timeout after %d ms while waiting for the exchange gateway to answer, which is a message so"
        + " long that no ordinary terminal has room for the whole of it on one line",
    "\u001b]0;title\u0007\u001b[2Jhostile %d\rback\bspace \u202egnp.exe"
  };
  private static final String[] LEVELS = {
    "INFO", "WARNING", "ERROR", "DEBUG", "INFO", "ERROR", "CRITICAL"
  };

  private final EntryStore store;
  private final Random random;
  private final List<String> orders = Collections.synchronizedList(new ArrayList<>());
  private final Map<WorkerKey, Long> errors = new ConcurrentHashMap<>();
  private volatile Supplier<List<WorkerStatus>> workers = List::of;
  private volatile boolean begun = true;
  private volatile String discoveryFailure = "";
  private volatile String failure = "";
  private volatile long made;
  private volatile ConsoleFigures.Losses losses = ConsoleFigures.Losses.NONE;

  FakeFarm(long maxBytes, long seed) {
    this.store = new EntryStore(maxBytes);
    this.random = new Random(seed);
  }

  /** Four workers in four conditions. */
  FakeFarm populated() {
    workers =
        () ->
            List.of(
                counted(status(DRAGON, Phase.LIVE, "", made)),
                counted(status(TURTLE, Phase.LIVE, "", made / 3)),
                status(YANG, Phase.RETRYING, "connection refused by 127.0.0.1:9003", 0),
                status(IDLE, Phase.NO_STREAM, "", 0));
    return this;
  }

  private WorkerStatus counted(WorkerStatus status) {
    Vitals now = status.vitals();
    long counted = errors.getOrDefault(status.worker(), 0L);
    return status.with(
        new Vitals(now.standing(), now.pulse(), now.lastRecord(), now.restarted(), counted));
  }

  /** These workers and no others. */
  FakeFarm staffed(List<WorkerStatus> staff) {
    workers = () -> staff;
    return this;
  }

  static WorkerStatus status(WorkerKey key, Phase phase, String detail, long received) {
    Instant next = phase == Phase.RETRYING ? START.plusSeconds(4) : START;
    StreamFailure.Kind kind =
        detail.contains("answered 40") ? StreamFailure.Kind.UNAUTHORISED : StreamFailure.Kind.NONE;
    return WorkerStatus.connecting(key, START)
        .with(new WorkerStatus.Connection(phase, START, new StreamFailure(kind, detail), next))
        .with(new StreamCounts(received, received, 0, 0, 0, 0));
  }

  FakeFarm unreachable(String failure) {
    discoveryFailure = failure;
    return this;
  }

  /** Nothing is known yet: the source is still being started. */
  FakeFarm notBegun() {
    begun = false;
    return this;
  }

  FakeFarm losing(long dropped, long gaps) {
    losses = new ConsoleFigures.Losses(dropped, gaps);
    return this;
  }

  /** Fails from now on when it is asked for its workers. */
  FakeFarm broken(String message) {
    failure = message;
    return this;
  }

  /** Stores {@code count} records more. */
  FakeFarm log(int count) {
    List<Entry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(next());
    }
    store.append(entries);
    entries.stream()
        .filter(entry -> entry.countsAs().compareTo(Severity.ERROR) >= 0)
        .forEach(entry -> errors.merge(entry.worker(), 1L, Long::sum));
    return this;
  }

  /** Stores {@code count} records more, of all workers by turns. */
  FakeFarm spread(int count) {
    List<WorkerStatus> all = workers();
    for (int i = 0; i < count; i++) {
      long number = made++;
      Instant at = START.plus(Duration.ofMillis(number * 10));
      String level = LEVELS[(int) (number % LEVELS.length)];
      log(event(all.get(i % all.size()).worker(), at, level, "step " + number + " done"));
    }
    return this;
  }

  /** Stores a record of {@link #YANG}'s that comes so many milliseconds late. */
  FakeFarm late(long millis) {
    return late(YANG, millis);
  }

  FakeFarm late(WorkerKey worker, long millis) {
    Instant now = START.plus(Duration.ofMillis(made * 10));
    LogEvent event = event(worker, now.minusMillis(millis), "INFO", "came " + millis + " ms late");
    return log(event.with(Receipt.Mark.LATE));
  }

  /** Stores a record that bears that time. */
  FakeFarm at(String moment) {
    return log(event(DRAGON, Instant.parse(moment), "INFO", "stamped " + moment));
  }

  FakeFarm log(Entry entry) {
    store.append(List.of(entry));
    return this;
  }

  private Entry next() {
    long number = made++;
    Instant at = START.plus(Duration.ofMillis(number * 10));
    WorkerKey worker = number % 3 == 0 ? TURTLE : DRAGON;
    if (number % 41 == 40) {
      String text = "gap: at least 1 record lost between 14:30:11 and 14:30:19";
      return new StreamNotice(YANG, at, StreamNotice.Kind.GAP, text);
    }
    int kind = random.nextInt(MESSAGES.length);
    return event(worker, at, LEVELS[kind], String.format(MESSAGES[kind], number));
  }

  static LogEvent event(WorkerKey worker, Instant at, String level, String message) {
    return new LogEvent(
        worker,
        new EventTime(at, at, at.toString()),
        Level.of(level),
        message,
        Origin.UNKNOWN,
        Receipt.object("{}"));
  }

  /** A record of {@link #DRAGON}'s, at the start. */
  static LogEvent event(String level, String message) {
    return event(DRAGON, START, level, message);
  }

  /** What was ordered so far. */
  List<String> orders() {
    return List.copyOf(orders);
  }

  @Override
  public Snapshot entries() {
    return store.snapshot();
  }

  @Override
  public List<WorkerStatus> workers() {
    if (!failure.isEmpty()) {
      throw new IllegalStateException(failure);
    }
    return workers.get();
  }

  @Override
  public ConsoleFigures figures() {
    return new ConsoleFigures(
        1234,
        losses,
        (int) workers().stream().filter(row -> row.phase() == Phase.LIVE).count(),
        (int) workers().stream().filter(row -> !row.isGone()).count(),
        store.snapshot().bytes(),
        256L << 20,
        new ConsoleFigures.Discovery(
            begun ? "http://127.0.0.1:5000" : "the demo farm", begun, discoveryFailure, ""));
  }

  @Override
  public List<String> files(String begun) {
    return Stream.of("logs/", "logs/a.csv", "lost.txt").filter(n -> n.startsWith(begun)).toList();
  }

  @Override
  public String export(ExportRequest request) throws IOException {
    long count = request.entries().count();
    orders.add("export " + request.file() + " " + count);
    if (request.file().startsWith("/nowhere")) {
      throw new IOException("cannot write " + request.file() + ": no such directory");
    }
    return count + " records written to " + request.file();
  }

  @Override
  public void reconnect(WorkerKey worker) {
    orders.add("reconnect " + worker);
  }

  @Override
  public void rediscover() {
    orders.add("rediscover");
  }

  @Override
  public void clear() {
    orders.add("clear");
    store.clear();
  }
}
