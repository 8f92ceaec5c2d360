package dev.logtail.pipeline;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.RawFrame;
import dev.logtail.model.Receipt;
import dev.logtail.model.ShownUrl;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamSignal;
import dev.logtail.model.Vitals.Standing;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.model.WorkerStatus.Connection;
import dev.logtail.model.WorkerStatus.Phase;
import dev.logtail.pipeline.dialect.Dialect;
import dev.logtail.pipeline.order.BurstWatch;
import dev.logtail.pipeline.order.Continuity;
import dev.logtail.pipeline.order.DroppedFrames;
import dev.logtail.pipeline.order.EntryOrder;
import dev.logtail.pipeline.order.GapRepair;
import dev.logtail.pipeline.order.ReplayTail;
import dev.logtail.pipeline.order.StreamMemory;
import dev.logtail.runtime.BoundedQueue;
import dev.logtail.runtime.SharedBudget;
import dev.logtail.runtime.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One worker's way through the pipeline: signals come in on network threads and wait in a bounded
 * queue; the pipeline thread takes them out in turns with the other workers' and passes them
 * through decoder, continuity rule and tail into the merge window.
 */
final class StreamIntake implements Sink<StreamSignal> {
  private static final int TURN = 512;
  private static final int FRAME_BYTES = 96;

  /** Of a log file: more than a minute of a busy worker. */
  private static final int ARCHIVE_LINES = 10_000;

  /** Who is told what becomes of a stream, on the pipeline thread. */
  interface Owner {
    void ended(WorkerKey worker, StreamFailure why);

    /** The worker's row has something else to say. */
    void changed();
  }

  /** What an intake needs from the session it belongs to. */
  record Surroundings(
      Consumer<Runnable> pipeline,
      Ticker ticker,
      EntryOrder window,
      Set<StreamIntake> holding,
      Owner owner,
      SharedBudget queueBytes,
      OptionalInt tail,
      RecordArchive archive,
      Account account,
      ResumeChoice resume) {}

  private final WorkerKey worker;
  private final Surroundings around;
  private final BoundedQueue<StreamSignal> queue;

  /** Written by the pipeline thread, read by network threads. */
  private volatile boolean stopped;

  /** From here on: pipeline thread only. */
  private final Dialect.Decoder decoder;

  private final Continuity guard;
  private final IntakeMemory memory;
  private final GapRepair repair;
  private final Optional<ReplayTail> tail;
  private final BurstWatch burst = new BurstWatch();
  private final List<StreamSignal> turn = new ArrayList<>(TURN);
  private Connection connection;
  private final VitalSigns signs;
  private String lastTrouble = "";

  /** By the record's own clock, so that what is said about records stands among them. */
  private Instant lastRecord;

  private long received;
  private long malformed;
  private long dropped;
  private long shown;
  private long filtered;
  private long gaps;
  private long mayRepeat;

  StreamIntake(WorkerKey worker, Dialect dialect, Surroundings around, Instant now) {
    this.worker = worker;
    this.around = around;
    this.queue = new BoundedQueue<>(StreamIntake::weight, around.queueBytes());
    this.decoder = dialect.decoderFor(worker);
    this.guard = around.resume().rule(worker, decoder::resumeRule);
    this.repair = new GapRepair(worker, this::askArchive);
    Optional<StreamMemory> before = around.resume().earlier().memory(worker);
    this.memory = new IntakeMemory(guard, before);
    this.tail =
        around.tail().isPresent() && before.isEmpty()
            ? Optional.of(new ReplayTail(around.tail().getAsInt(), this::cut))
            : Optional.empty();
    this.connection = new Connection(Phase.CONNECTING, now);
    this.signs = new VitalSigns(now);
    this.lastRecord = now;
  }

  private static int weight(StreamSignal signal) {
    return signal instanceof RawFrame frame ? FRAME_BYTES + frame.text().length() : 0;
  }

  /** Any thread. */
  @Override
  public void accept(StreamSignal signal) {
    if (!stopped && queue.offer(signal)) {
      around.pipeline().accept(this::takeTurn);
    }
  }

  private void takeTurn() {
    long lost = queue.drainBehindDropped(turn, TURN);
    long now = around.ticker().nanos();
    dropped += lost;
    received += lost;
    if (!guard.dropped(lost)) {
      tellDropped(lost, now);
    }
    for (StreamSignal signal : turn) {
      take(signal, now);
    }
    turn.clear();
    if (deadline().isPresent()) {
      around.holding().add(this);
    }
    if (!queue.isEmpty()) {
      around.pipeline().accept(this::takeTurn);
    }
  }

  private void tellDropped(long frames, long now) {
    if (frames > 0) {
      toWindow(DroppedFrames.notice(worker, lastRecord, frames), now);
    }
  }

  private void take(StreamSignal signal, long now) {
    if (signal instanceof RawFrame frame) {
      burst.received(now, frame.text().length());
      signs.arrived(frame.at());
      decoder.decode(frame, event -> take(event, now));
    } else if (signal instanceof StreamSignal.Opened opened) {
      opened(opened, now);
    } else if (signal instanceof StreamSignal.Lost lost) {
      lost(lost, now);
    } else if (signal instanceof StreamSignal.Ended ended) {
      ended(ended, now);
    } else {
      to(new Connection(Phase.CONNECTING, signal.at(), connection.trouble(), signal.at()));
    }
  }

  private void take(LogEvent event, long now) {
    received++;
    lastRecord = event.at();
    guard.accept(event, now, entry -> pastGuard(entry, now));
  }

  private void opened(StreamSignal.Opened opened, long now) {
    boolean elsewhere = memory.moveTo(opened.url());
    lastTrouble = "";
    guard.closed(now, entry -> pastGuard(entry, now));
    guard.opened(now + memory.takeSlack(), elsewhere);
    tail.ifPresent(cut -> cut.opened(now, opened.at()));
    burst.opened(now);
    signs.arrived(opened.at());
    to(new Connection(Phase.LIVE, opened.at(), unread(), opened.at()));
    toWindow(
        notice(
            opened.at(), StreamNotice.Kind.CONNECTED, "connected to " + ShownUrl.of(opened.url())),
        now);
  }

  /** What the server sent before could not be taken, and nothing else has come yet. */
  private StreamFailure unread() {
    StreamFailure trouble = connection.trouble();
    boolean unread = received == 0 && trouble.kind() == StreamFailure.Kind.PROTOCOL;
    return unread ? trouble : StreamFailure.NONE;
  }

  private void lost(StreamSignal.Lost lost, long now) {
    boolean wasLive = connection.phase() == Phase.LIVE;
    closed(now);
    to(new Connection(Phase.RETRYING, lost.at(), lost.failure(), lost.at().plus(lost.retryIn())));
    if (wasLive || !lost.failure().text().equals(lastTrouble)) {
      String text = lost.failure().text() + "; trying again";
      toWindow(notice(lost.at(), StreamNotice.Kind.DISCONNECTED, text), now);
    }
    lastTrouble = lost.failure().text();
  }

  private void ended(StreamSignal.Ended ended, long now) {
    closed(now);
    tellDropped(guard.untold(), now);
    around.owner().ended(worker, ended.failure());
    StreamFailure failure = ended.failure();
    if (failure.text().isEmpty()) {
      return;
    }
    boolean gone = failure.kind() == StreamFailure.Kind.GONE;
    to(new Connection(gone ? Phase.GONE : Phase.FAILED, ended.at(), failure, ended.at()));
    StreamNotice.Kind kind =
        failure.kind() == StreamFailure.Kind.NONE
            ? StreamNotice.Kind.DISCONNECTED
            : StreamNotice.Kind.REFUSED;
    toWindow(notice(ended.at(), kind, failure.text()), now);
  }

  private void closed(long now) {
    guard.closed(now, entry -> pastGuard(entry, now));
    memory.closed();
    burst.failed();
  }

  private void askArchive(long question) {
    around
        .archive()
        .newest(
            worker,
            ARCHIVE_LINES,
            answer -> around.pipeline().accept(() -> archived(question, answer)));
  }

  private void archived(long question, RecordArchive.Answer answer) {
    long now = around.ticker().nanos();
    long before = repair.recovered();
    Sink<Entry> out = entry -> pastRepair(entry, now);
    if (answer instanceof RecordArchive.Answer.Records found) {
      repair.answered(question, found.records(), now, out);
    } else if (answer instanceof RecordArchive.Answer.None) {
      repair.hasNone(now, out);
    } else {
      repair.failed(question, now, out);
    }
    received += repair.recovered() - before;
  }

  private void pastGuard(Entry entry, long now) {
    repair.accept(entry, now, passed -> pastRepair(passed, now));
  }

  private void pastRepair(Entry entry, long now) {
    if (tail.isPresent()) {
      tail.get().accept(entry, now, passed -> toWindow(passed, now));
    } else {
      toWindow(entry, now);
    }
  }

  private void toWindow(Entry entry, long now) {
    if (entry instanceof StreamNotice notice) {
      gaps += notice.kind() == StreamNotice.Kind.GAP ? 1 : 0;
      signs.noticed(notice);
    }
    around.window().add(entry, now, guard.isAtSeam(now));
  }

  private StreamNotice notice(Instant at, StreamNotice.Kind kind, String text) {
    return new StreamNotice(worker, at, kind, text);
  }

  private void to(Connection now) {
    connection = now;
    around.owner().changed();
  }

  /** That is the worker's stream from now on. */
  void watch(StreamFactory.Stream stream) {
    signs.of(stream);
  }

  /** That is what the API says of the worker from now on. */
  void stands(Standing standing) {
    if (signs.stands(standing)) {
      around.owner().changed();
    }
  }

  /** The worker is there, but its stream can't be had. */
  void listed(Phase phase, StreamNotice why) {
    StreamFailure trouble = new StreamFailure(StreamFailure.Kind.NONE, why.text());
    to(new Connection(phase, why.at(), trouble, why.at()));
    burst.failed();
    tell(why);
  }

  /** Puts a notice that comes from elsewhere into the stream. */
  void tell(StreamNotice notice) {
    toWindow(notice, around.ticker().nanos());
  }

  /** Lets time pass. */
  void advance(long now) {
    guard.expire(now, entry -> pastGuard(entry, now));
    repair.expire(now, entry -> pastRepair(entry, now));
    tail.ifPresent(cut -> cut.expire(now, passed -> toWindow(passed, now)));
  }

  /** Takes no more signals, and hands on whatever is queued, until it is late, and what is held. */
  void finish(long now, BooleanSupplier isLate) {
    stopped = true;
    while (!queue.isEmpty()) {
      if (isLate.getAsBoolean()) {
        queue.dropAll();
      }
      takeTurn();
    }
    guard.closed(now, entry -> pastGuard(entry, now));
    tellDropped(guard.untold(), now);
    repair.finish(now, entry -> pastRepair(entry, now));
    tail.ifPresent(cut -> cut.flush(passed -> toWindow(passed, now)));
  }

  OptionalLong deadline() {
    OptionalLong cut = tail.map(ReplayTail::deadline).orElse(OptionalLong.empty());
    return Deadlines.earliest(guard.deadline(), repair.deadline(), cut);
  }

  boolean isBurstOver(long now) {
    return burst.isOver(now) && queue.isEmpty();
  }

  /** As {@link BurstWatch#isSettled}. */
  boolean hasSettled(long now) {
    return burst.isSettled(now) && queue.isEmpty();
  }

  /** Nobody wants that record. */
  private void cut(LogEvent event) {
    around.account().done(event, this, false);
  }

  /** Where it is, and what a later run must know of it. */
  IntakeMemory memory() {
    return memory;
  }

  /** Counts a record that left the window. */
  void countOutcome(LogEvent event, boolean matches) {
    Set<Receipt.Mark> marks = event.receipt().marks();
    if (!matches) {
      filtered++;
    } else if (marks.contains(Receipt.Mark.MALFORMED)) {
      malformed++;
    } else {
      shown++;
    }
    if (matches) {
      signs.handedOn(event);
    }
    mayRepeat += marks.contains(Receipt.Mark.MAY_REPEAT) ? 1 : 0;
  }

  /** The row of this worker, with its counts as of now. */
  WorkerStatus status() {
    return new WorkerStatus(worker, connection, signs.vitals(), counts());
  }

  private StreamCounts counts() {
    long notWanted = filtered + tail.map(ReplayTail::cut).orElse(0L);
    StreamCounts.Findings findings = new StreamCounts.Findings(gaps, mayRepeat, repair.recovered());
    return new StreamCounts(
        received + guard.fetched(),
        shown,
        notWanted,
        guard.repeated(),
        dropped,
        malformed,
        0,
        findings);
  }
}
