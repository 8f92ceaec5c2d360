package dev.logtail.tool.debug;

import dev.logtail.model.ShownUrl;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.Upgrade;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.runtime.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one connection at a time: dials, follows redirects, looks into refusals, dials again where
 * that is asked for.
 *
 * <pre>
 *   NEW ─▶ DIALLING ──▶ OPEN ──▶ OVER
 *             ▲  └────────┤        ▲
 *             │           ▼        │
 *             └──────── WAITING ───┘   --reconnect, :reconnect, a redirect; a refusal is looked into
 * </pre>
 *
 * Its methods are called with the session's lock held, its owner and the screen too; the connection
 * without.
 */
final class WireKeeper {
  private static final Frame.Close NORMAL = new Frame.Close(1000, "");
  private static final int UPGRADED = 101;

  private enum Phase {
    NEW,
    DIALLING,
    OPEN,
    WAITING,
    OVER
  }

  /** What follows the end of the present connection. */
  private sealed interface Next {
    /** What that end means. */
    record Judge() implements Next {}

    /** Another connection, at once. */
    record Redial() implements Next {}

    /** Nothing. */
    record Finish(DebugOutcome outcome) implements Next {}
  }

  /** Hears what becomes of the connections. */
  interface Owner {
    void opened();

    /** All that was at hand was told. */
    void lull();

    /** May hold up who reads the network; called without the lock. */
    void awaitRoom();

    /** Anything but the end; told after {@link #opened()} where that is what happened. */
    void happened(Instant at, WireEvent event, Optional<Duration> trip);

    void ended();

    /** A message could not be sent: the connection is ending. */
    void returned(long number);

    /** Whether there is nothing left that another connection would be good for. */
    boolean isDone();

    /** How the session ends with that connection. */
    DebugOutcome outcomeOf(WireEvent.Ended end);

    /** The last that is told. */
    void over(DebugOutcome outcome);
  }

  private final Object lock;
  private final DebugSettings.Links links;
  private final Frame.Close farewell;
  private final DebugParts parts;
  private final DebugScreen screen;
  private final Transcript transcript;
  private final Owner owner;

  /** All guarded by the session's lock. */
  private final Heartbeat heartbeat = new Heartbeat();

  private final Retries retries;
  private Phase phase = Phase.NEW;
  private Next next = new Next.Judge();
  private Upgrade upgrade;
  private @Nullable DebugLink link;
  private int redirects;
  private long openedAt;
  private Scheduler.Timer retry = () -> {};
  private Scheduler.Timer beats = () -> {};

  WireKeeper(
      Object lock, DebugSettings settings, DebugParts parts, DebugDesk.Sights sights, Owner owner) {
    this.lock = lock;
    this.links = settings.links();
    this.farewell = settings.goal().farewell().orElse(NORMAL);
    this.upgrade = settings.upgrade();
    this.parts = parts;
    this.screen = sights.screen();
    this.transcript = sights.transcript();
    this.retries = new Retries(parts.around().random());
    this.owner = owner;
  }

  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  boolean isOver() {
    return phase == Phase.OVER;
  }

  /** Whether it is over, or will be as soon as the server agrees. */
  boolean isEnding() {
    return isOver() || next instanceof Next.Finish;
  }

  /** The present connection, where one is open. */
  Optional<DebugLink> open() {
    return isOpen() ? Optional.ofNullable(link) : Optional.empty();
  }

  void dial() {
    phase = Phase.DIALLING;
    next = new Next.Judge();
    DebugLink made = new DebugLink(parts.dialler(), upgrade, new Ears());
    link = made;
    hand(made::dial);
  }

  void redial() {
    if (phase == Phase.WAITING) {
      retry.cancel();
      dial();
    } else if (!isEnding()) {
      leave(new Next.Redial());
    }
  }

  /** Ends in good order with {@code outcome}, which holds unless another was set before. */
  void finish(DebugOutcome outcome) {
    if (isEnding()) {
      return;
    }
    if (link == null) {
      over(outcome);
    } else {
      leave(new Next.Finish(outcome));
    }
  }

  private void leave(Next then) {
    DebugLink left = link;
    next = then;
    if (left != null) {
      Frame.Close last = then instanceof Next.Finish ? farewell : NORMAL;
      hand(isOpen() ? () -> left.close(last.code(), last.reason()) : left::cut);
    }
  }

  void cut() {
    DebugLink left = link;
    if (left != null) {
      hand(left::cut);
    }
  }

  /** Closes the open connection as the user wants it. */
  void close(int code, String reason) {
    open()
        .ifPresent(
            left -> {
              next = new Next.Finish(new DebugOutcome.Done());
              hand(() -> tryToClose(left, code, reason));
            });
  }

  /** Without the lock. */
  private void tryToClose(DebugLink left, int code, String reason) {
    try {
      left.close(code, reason);
    } catch (IllegalArgumentException e) {
      synchronized (lock) {
        next = new Next.Judge();
        screen.say(DebugScreen.Tone.ERROR, "not closed: " + e.getMessage());
      }
    }
  }

  /** Hands a message to the open connection. */
  void send(Frame message, long number) {
    open().ifPresent(to -> hand(() -> send(to, message, number)));
  }

  /** Without the lock. */
  private void send(DebugLink to, Frame message, long number) {
    if (!to.send(message)) {
      synchronized (lock) {
        owner.returned(number);
      }
    }
  }

  /** Hands a ping or pong to the open connection. */
  void control(Frame frame) {
    open().ifPresent(to -> hand(() -> to.send(frame)));
  }

  private void hand(Runnable task) {
    parts.around().blocking().execute(task);
  }

  private void locked(Runnable task) {
    synchronized (lock) {
      task.run();
    }
  }

  /** Without the lock. */
  private final class Ears implements DebugLink.Owner {
    @Override
    public void told(DebugLink by, WireEvent event) {
      synchronized (lock) {
        if (by == link) {
          note(event);
        }
      }
    }

    @Override
    public void lull() {
      locked(owner::lull);
    }

    @Override
    public void awaitRoom() {
      owner.awaitRoom();
    }
  }

  private void note(WireEvent event) {
    Instant at = parts.around().clock().now();
    long nanos = parts.around().ticker().nanos();
    Optional<Duration> trip = transcript.note(at, nanos, event);
    if (event instanceof WireEvent.Ended end) {
      ended(at, nanos, end);
      return;
    }
    if (event instanceof WireEvent.Received) {
      heartbeat.heard();
    }
    if (event instanceof WireEvent.Opened) {
      opened(nanos);
    }
    owner.happened(at, event, trip);
    if (event instanceof WireEvent.Opened) {
      owner.opened();
    }
  }

  private void opened(long nanos) {
    phase = Phase.OPEN;
    openedAt = nanos;
    heartbeat.opened();
    links
        .pingEvery()
        .ifPresent(
            every -> beats = parts.around().scheduler().every(every, () -> locked(this::beat)));
  }

  private void beat() {
    if (isOpen() && heartbeat.beat()) {
      control(Heartbeat.PING);
    } else if (isOpen()) {
      cut();
    }
  }

  private void ended(Instant at, long nanos, WireEvent.Ended came) {
    WireEvent.Ended end = heartbeat.judged(came, links.pingEvery().orElse(Duration.ZERO));
    if (isOpen()) {
      retries.worked(Duration.ofNanos(nanos - openedAt));
    }
    link = null;
    phase = Phase.WAITING;
    beats.cancel();
    owner.ended();
    if (next instanceof Next.Judge && redirected(end)) {
      return;
    }
    screen.happened(at, end);
    if (next instanceof Next.Redial) {
      dial();
    } else if (next instanceof Next.Finish last) {
      over(last.outcome());
    } else {
      lookInto(end);
    }
  }

  /** Whether {@code end} is a redirect that is followed. */
  private boolean redirected(WireEvent.Ended end) {
    Optional<Redirects.Way> way =
        refusal(end)
            .filter(answer -> links.redirects() > 0)
            .flatMap(answer -> Redirects.of(upgrade, answer));
    if (way.isPresent() && way.get() instanceof Redirects.Way.Refuse refuse) {
      screen.say(DebugScreen.Tone.ERROR, refuse.why());
    } else if (way.isPresent() && redirects == links.redirects()) {
      screen.say(DebugScreen.Tone.ERROR, "more redirects than --max-redirects: " + redirects);
    } else if (way.isPresent() && way.get() instanceof Redirects.Way.Follow follow) {
      redirects++;
      upgrade = follow.upgrade();
      say("redirected to " + ShownUrl.of(upgrade.url()));
      dial();
      return true;
    }
    return false;
  }

  private Optional<WireEvent.Answered> refusal(WireEvent.Ended end) {
    return transcript
        .answered()
        .filter(answer -> end.by() == WireEvent.Closer.NOBODY && answer.status() != UPGRADED);
  }

  /** A refusal without a word is asked again, as a browser would ask. */
  private void lookInto(WireEvent.Ended end) {
    Optional<WireEvent.Answered> refusal = refusal(end).filter(answer -> retries.isFirst());
    if (refusal.isEmpty()) {
      judge(end);
    } else {
      URI url = upgrade.url();
      hand(() -> explain(end, refusal.get(), url));
    }
  }

  /** Without the lock. */
  private void explain(WireEvent.Ended end, WireEvent.Answered refusal, URI url) {
    boolean mute = refusal.body().isBlank() && refusal.first("Location").isEmpty();
    String page = mute ? parts.page().apply(url) : "";
    synchronized (lock) {
      if (phase == Phase.WAITING && link == null) {
        if (!page.isBlank()) {
          say("a plain GET answers:\n" + Refusals.beginning(page));
        }
        if (!mayFollow(refusal)) {
          Refusals.hint(refusal).ifPresent(this::say);
        }
        judge(end);
      }
    }
  }

  /** Whether it was tried, and told why it came to nothing. */
  private boolean mayFollow(WireEvent.Answered refusal) {
    return links.redirects() > 0 && Redirects.of(upgrade, refusal).isPresent();
  }

  private void judge(WireEvent.Ended end) {
    Optional<Duration> delay =
        links.reconnect() && !owner.isDone() ? retries.after(end.end()) : Optional.empty();
    if (delay.isPresent()) {
      say(Retries.told(end, delay.get()));
      retry = parts.around().scheduler().after(delay.get(), () -> locked(this::redial));
    } else {
      over(owner.outcomeOf(end));
    }
  }

  private void over(DebugOutcome outcome) {
    phase = Phase.OVER;
    retry.cancel();
    owner.over(outcome);
  }

  private void say(String text) {
    screen.say(DebugScreen.Tone.PLAIN, text);
  }
}
