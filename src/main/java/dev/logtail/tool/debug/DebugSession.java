package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.runtime.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One debug session: connects, sends what is typed or piped, shows all that happens, and knows when
 * it is over. What is given before the connection is open waits for it, in order.
 *
 * <p>All methods may be called by any thread. The screen is called under this session's lock.
 */
public final class DebugSession implements Conversation {
  private static final long POLL_MILLIS = 20;

  /** Long enough for a first record, and too short for people to notice. */
  private static final Duration MOMENT = Duration.ofMillis(300);

  private final DebugSettings settings;
  private final DebugParts parts;
  private final DebugScreen screen;
  private final CompletableFuture<DebugOutcome> outcome = new CompletableFuture<>();

  /** All guarded by this. */
  private final Transcript transcript;

  private final WireKeeper wire;
  private final DebugDesk desk;
  private final Outbox outbox = new Outbox();
  private boolean everOpen;

  /** Whether the server may still turn out to be one that never reads. */
  private boolean doubtful;

  /** Whether what would be sent waits for the server's first message, or for a moment. */
  private boolean looking;

  private Scheduler.Timer moment = () -> {};
  private boolean inputOver;
  private long messages;
  private boolean satisfied;
  private Optional<Scheduler.Timer> patience = Optional.empty();
  private Scheduler.Timer deadline = () -> {};

  public DebugSession(DebugSettings settings, DebugParts parts, DebugScreen screen) {
    this.settings = settings;
    this.parts = parts;
    this.screen = screen;
    this.transcript = new Transcript(parts.around().ticker().nanos());
    DebugDesk.Sights sights = new DebugDesk.Sights(transcript, screen);
    this.wire = new WireKeeper(this, settings, parts, sights, new Events());
    this.desk = new DebugDesk(settings, parts, new Lines(), sights);
    this.doubtful =
        !settings.typing().sendAnyway() && parts.receiveOnly().mayBe(settings.upgrade().url());
  }

  @Override
  public synchronized void start() {
    Expectation wanted = settings.goal().expectation();
    wanted
        .within()
        .ifPresent(
            limit ->
                deadline =
                    parts
                        .around()
                        .scheduler()
                        .after(limit, () -> finish(wanted.late(limit, messages()))));
    wire.dial();
  }

  @Override
  public synchronized void typed(String line) {
    if (!wire.isOver()) {
      desk.typed(line);
    }
  }

  @Override
  public boolean piped(Frame message) throws InterruptedException {
    awaitRoom(DebugCommands.isSlashed(message, settings.typing().slash()));
    synchronized (this) {
      if (wire.isEnding()) {
        return false;
      }
      desk.piped(message);
      return true;
    }
  }

  /**
   * Waits for a connection that keeps up.
   *
   * @param forOpen also where a message could wait for it
   */
  private void awaitRoom(boolean forOpen) throws InterruptedException {
    boolean room = false;
    while (!room) {
      Optional<DebugLink> open;
      synchronized (this) {
        while (!wire.isEnding() && (outbox.isFull() || (forOpen && !wire.isOpen()))) {
          wait();
        }
        open = wire.isEnding() ? Optional.empty() : wire.open();
      }
      room = open.isEmpty() || open.get().hasRoom();
      if (!room) {
        synchronized (this) {
          wait(POLL_MILLIS);
        }
      }
    }
  }

  @Override
  public synchronized void inputEnds() {
    inputOver = true;
    armPatience();
  }

  @Override
  public synchronized void end() {
    if (wire.isEnding()) {
      wire.cut();
    } else {
      finish(new DebugOutcome.Done());
    }
  }

  @Override
  public CompletableFuture<DebugOutcome> outcome() {
    return outcome;
  }

  @Override
  public synchronized String stats() {
    return transcript.stats(parts.around().ticker().nanos());
  }

  private synchronized void finish(DebugOutcome how) {
    deadline.cancel();
    disarmPatience();
    wire.finish(how);
    notifyAll();
  }

  private synchronized long messages() {
    return messages;
  }

  /** The wait begins when the last message is on its way. */
  private void armPatience() {
    Optional<Duration> listen = settings.goal().listen();
    boolean due = inputOver && wire.isOpen() && outbox.isIdle();
    if (due && listen.isPresent() && patience.isEmpty()) {
      patience =
          Optional.of(
              parts
                  .around()
                  .scheduler()
                  .after(listen.get(), () -> finish(new DebugOutcome.Done())));
    }
  }

  private void disarmPatience() {
    patience.ifPresent(Scheduler.Timer::cancel);
    patience = Optional.empty();
  }

  private void received(Instant at, WireEvent.Received event, Optional<Duration> trip) {
    if (satisfied) {
      return;
    }
    screen.happened(at, event);
    desk.received(event.frame(), trip);
    if (event.frame() instanceof Frame.Text || event.frame() instanceof Frame.Binary) {
      messages++;
      decide();
      judge(event.frame());
    }
  }

  /** Looks for a moment at a server that is new, before anything is sent to it. */
  private void look() {
    boolean nothingToSend = inputOver && outbox.isIdle();
    looking = doubtful && !nothingToSend;
    if (looking) {
      moment = parts.around().scheduler().after(MOMENT, this::decide);
    } else {
      sendWaiting();
    }
  }

  /** The server has spoken, or the moment is over. */
  private synchronized void decide() {
    if (looking) {
      doubtful = false;
      stopLooking();
      if (desk.isReceiveOnly()) {
        desk.withheld(outbox.withhold());
      }
      sendWaiting();
    }
  }

  private void stopLooking() {
    looking = false;
    moment.cancel();
  }

  private void sendWaiting() {
    outbox.drain(this::handOn);
    armPatience();
    notifyAll();
  }

  /** What comes after the last message that was wanted is not shown. */
  private void judge(Frame message) {
    Expectation wanted = settings.goal().expectation();
    if (wanted.isMetBy(message, messages)) {
      satisfied = true;
      finish(new DebugOutcome.Done());
    } else if (wanted.isExhausted(messages)) {
      satisfied = true;
      finish(wanted.exhausted());
    }
  }

  /** A log stream's server may stop working for others when nobody reads what it sends. */
  private synchronized boolean mayHoldUp() {
    return !desk.isReceiveOnly();
  }

  private void handOn(Frame message, long number) {
    outbox.handedOn(number, message);
    wire.send(message, number);
  }

  /** What becomes of the connections. */
  private final class Events implements WireKeeper.Owner {
    @Override
    public void opened() {
      everOpen = true;
      settings.execute().forEach(desk::executed);
      look();
    }

    @Override
    public void happened(Instant at, WireEvent event, Optional<Duration> trip) {
      if (event instanceof WireEvent.Received received) {
        received(at, received, trip);
        return;
      }
      screen.happened(at, event);
      if (event instanceof WireEvent.Sent sent) {
        outbox.sent(sent.frame());
        armPatience();
        DebugSession.this.notifyAll();
      }
    }

    @Override
    public void ended() {
      outbox.connectionEnded();
      stopLooking();
      disarmPatience();
      DebugSession.this.notifyAll();
    }

    @Override
    public void returned(long number) {
      outbox.returned(number);
    }

    @Override
    public void lull() {
      screen.lull();
    }

    @Override
    public void awaitRoom() {
      if (mayHoldUp()) {
        screen.awaitRoom();
      }
    }

    @Override
    public boolean isDone() {
      return everOpen && inputOver && settings.goal().listen().isPresent() && outbox.waiting() == 0;
    }

    @Override
    public DebugOutcome outcomeOf(WireEvent.Ended end) {
      return settings.goal().expectation().outcomeOf(end);
    }

    @Override
    public void over(DebugOutcome how) {
      deadline.cancel();
      transcript.stopSaving().ifPresent(told -> screen.say(DebugScreen.Tone.PLAIN, told));
      if (outbox.waiting() > 0) {
        screen.say(
            DebugScreen.Tone.WARNING,
            "not sent, since the connection ended before: " + outbox.waiting() + " of the lines");
      }
      outcome.complete(how);
      DebugSession.this.notifyAll();
    }
  }

  /** What lines may do with the session. */
  private final class Lines implements DebugDesk.Line {
    @Override
    public boolean isOpen() {
      return wire.isOpen();
    }

    @Override
    public String whileClosed() {
      return "waits for the connection";
    }

    @Override
    public void message(Frame message, boolean asked) {
      if (wire.isOpen() && !looking) {
        handOn(message, outbox.number());
      } else {
        outbox.keep(outbox.number(), message, asked);
      }
    }

    @Override
    public void control(Frame frame) {
      wire.control(frame);
    }

    @Override
    public void close(int code, String reason) {
      wire.close(code, reason);
    }

    @Override
    public void reconnect() {
      wire.redial();
    }

    @Override
    public void end() {
      DebugSession.this.end();
    }
  }
}
