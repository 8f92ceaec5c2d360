package dev.logtail.tool.debug;

import dev.logtail.model.ShownAddress;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.Surroundings;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.runtime.Scheduler;
import dev.logtail.tool.debug.DebugScreen.Tone;
import dev.logtail.tool.debug.ListenCommands.Own;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A session that listens: peers come and go, what is typed or piped goes to all of them, what they
 * send is shown with their numbers. Lines of a pipe wait while nobody is there.
 *
 * <p>All methods may be called by any thread. The screen is called under this session's lock.
 */
public final class ListenSession implements Conversation {
  private static final long POLL_MILLIS = 20;
  private static final Frame.Close GOING_AWAY = new Frame.Close(1001, "");
  private static final int FORBIDDEN = 403;

  /** Begins to listen. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Tells {@code session} what happens from now on, which it takes up once this has returned.
     *
     * @throws RuntimeException where it can't listen
     */
    Audience open(ListenSession session);
  }

  /** What is known of one peer. */
  private static final class Known {
    private Optional<WireEvent.Asked> asked = Optional.empty();
    private final RoundTrips trips = new RoundTrips();
  }

  private final ListenSettings settings;
  private final Surroundings around;
  private final DebugScreen screen;
  private final Opening opening;
  private final CompletableFuture<DebugOutcome> outcome = new CompletableFuture<>();

  /** All guarded by this. */
  private final Transcript transcript;

  private final Map<Integer, Known> peers = new LinkedHashMap<>();
  private final DebugDesk desk;
  private @Nullable Audience audience;
  private boolean everCame;
  private boolean toldOfNobody;
  private boolean inputOver;
  private boolean ending;
  private long messages;
  private Optional<Scheduler.Timer> patience = Optional.empty();
  private Scheduler.Timer deadline = () -> {};

  /**
   * @param around its {@code blocking} runs what waits for the peers' goodbye
   */
  public ListenSession(
      ListenSettings settings, Surroundings around, Opening opening, DebugScreen screen) {
    this.opening = opening;
    this.settings = settings;
    this.around = around;
    this.screen = screen;
    this.transcript = new Transcript(around.ticker().nanos());
    this.desk =
        new DebugDesk(
            settings.typing(),
            ReceiveOnly.NONE,
            around.ticker(),
            new Lines(),
            new DebugDesk.Sights(transcript, screen));
  }

  @Override
  public synchronized void start() {
    Audience opened = opening.open(this);
    audience = opened;
    screen.say(Tone.PLAIN, "listening on " + opened.url() + ", Ctrl-C ends");
    Expectation wanted = settings.goal().expectation();
    wanted
        .within()
        .ifPresent(
            limit ->
                deadline =
                    around.scheduler().after(limit, () -> finish(wanted.late(limit, messages()))));
  }

  private Audience audience() {
    Audience present = audience;
    if (present == null) {
      throw new IllegalStateException("the session has not begun");
    }
    return present;
  }

  @Override
  public synchronized void typed(String line) {
    if (ending) {
      return;
    }
    try {
      Optional<Own> own = ListenCommands.parse(line);
      if (own.isPresent()) {
        perform(own.get());
      } else {
        desk.typed(line);
      }
    } catch (DebugSyntaxException e) {
      screen.say(Tone.ERROR, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public synchronized boolean piped(Frame message) throws InterruptedException {
    while (!ending && (peers.isEmpty() || audience().waiting() >= Outbox.MOST_UNDERWAY)) {
      tellOfNobody();
      wait(POLL_MILLIS);
    }
    if (!ending) {
      desk.piped(message);
    }
    return !ending;
  }

  private void tellOfNobody() {
    if (peers.isEmpty() && !toldOfNobody) {
      toldOfNobody = true;
      screen.say(Tone.PLAIN, "nobody is connected; what is piped in waits for a peer");
    }
  }

  @Override
  public synchronized void inputEnds() {
    inputOver = true;
    armPatience();
  }

  @Override
  public synchronized void end() {
    if (ending) {
      audience().cut();
    } else {
      finish(new DebugOutcome.Done());
    }
  }

  @Override
  public synchronized String stats() {
    return transcript.totals() + "\n" + PeerText.table(audience().present());
  }

  @Override
  public CompletableFuture<DebugOutcome> outcome() {
    return outcome;
  }

  /** Something happened with one peer. */
  public synchronized void happened(int peer, WireEvent event) {
    Instant at = around.clock().now();
    if (event instanceof WireEvent.Received received) {
      received(at, peer, received);
      return;
    }
    screen.happened(at, peer, event);
    if (event instanceof WireEvent.Connected) {
      peers.put(peer, new Known());
    } else if (event instanceof WireEvent.Asked asked) {
      known(peer).asked = Optional.of(asked);
    } else if (event instanceof WireEvent.Sent sent) {
      sent(at, sent.frame(), OptionalInt.of(peer));
    } else if (event instanceof WireEvent.Opened) {
      came(peer);
    } else if (event instanceof WireEvent.Ended) {
      peers.remove(peer);
    }
  }

  private Known known(int peer) {
    return peers.computeIfAbsent(peer, number -> new Known());
  }

  private void came(int peer) {
    everCame = true;
    toldOfNobody = false;
    settings.execute().forEach(text -> sendTo(peer, new Frame.Text(text)));
    armPatience();
    notifyAll();
  }

  private void received(Instant at, int peer, WireEvent.Received event) {
    if (ending) {
      return;
    }
    long nanos = around.ticker().nanos();
    Optional<Duration> trip =
        event.frame() instanceof Frame.Pong pong
            ? known(peer).trips.received(pong, nanos)
            : Optional.empty();
    transcript.received(at, nanos, event, OptionalInt.of(peer));
    screen.happened(at, peer, event);
    trip.ifPresent(
        took -> screen.say(Tone.PLAIN, "pong of #" + peer + " after " + RoundTrips.millis(took)));
    if (event.frame() instanceof Frame.Text || event.frame() instanceof Frame.Binary) {
      messages++;
      settings.goal().expectation().verdict(event.frame(), messages).ifPresent(this::finish);
    }
  }

  /** To all peers where none is named. */
  private void sent(Instant at, Frame frame, OptionalInt peer) {
    transcript.sent(at, around.ticker().nanos(), frame, peer);
  }

  private synchronized long messages() {
    return messages;
  }

  /** A peer was too slow for so many messages. */
  public synchronized void missed(int peer, long count) {
    String what = count == 1 ? " message, which is dropped" : " messages, which are dropped";
    screen.say(Tone.WARNING, "#" + peer + " was too slow for " + count + what);
  }

  /** Somebody was not let in. */
  public synchronized void refused(InetSocketAddress from, int status, String why) {
    String origin = status == FORBIDDEN ? "; -o ORIGIN lets the pages of an origin in" : "";
    screen.say(
        Tone.WARNING, "refused (" + status + "): " + ShownAddress.of(from) + " " + why + origin);
  }

  /** The wait begins when there is nothing more to send, and was somebody to send to. */
  private void armPatience() {
    Optional<Duration> listen = settings.goal().listen();
    if (inputOver && everCame && listen.isPresent() && patience.isEmpty()) {
      patience =
          Optional.of(
              around.scheduler().after(listen.get(), () -> finish(new DebugOutcome.Done())));
    }
  }

  private synchronized void finish(DebugOutcome how) {
    if (ending) {
      return;
    }
    ending = true;
    deadline.cancel();
    patience.ifPresent(Scheduler.Timer::cancel);
    notifyAll();
    around.blocking().execute(() -> sayGoodbye(how));
  }

  private void sayGoodbye(DebugOutcome how) {
    try {
      Frame.Close farewell = settings.goal().farewell().orElse(GOING_AWAY);
      audience().end(farewell.code(), farewell.reason());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      transcript.stopSaving().ifPresent(told -> screen.say(Tone.PLAIN, told));
    }
    outcome.complete(how);
  }

  private void perform(Own command) {
    if (command instanceof Own.To to) {
      tell(sendTo(to.peer(), to.frame()), to.peer());
    } else if (command instanceof Own.ClosePeer close) {
      closing(
          () -> tell(audience().close(close.peer(), close.code(), close.reason()), close.peer()));
    } else if (command instanceof Own.Requests requests) {
      screen.say(Tone.PLAIN, PeerText.requests(asked(requests.peer())));
    } else if (command instanceof Own.Stats) {
      screen.say(Tone.PLAIN, stats());
    } else if (command instanceof Own.Help) {
      screen.say(Tone.PLAIN, ListenCommands.help(settings.typing().slash()));
    } else {
      screen.say(Tone.PLAIN, PeerText.table(audience().present()));
    }
  }

  private void tell(boolean found, int peer) {
    if (!found) {
      screen.say(Tone.ERROR, "no peer #" + peer + "; :peers tells who is connected");
    }
  }

  private void closing(Runnable close) {
    try {
      close.run();
    } catch (IllegalArgumentException e) {
      screen.say(Tone.ERROR, "not closed: " + e.getMessage());
    }
  }

  private Map<Integer, Optional<WireEvent.Asked>> asked(Optional<Integer> one) {
    Map<Integer, Optional<WireEvent.Asked>> asked = new LinkedHashMap<>();
    peers.forEach(
        (number, known) -> {
          if (one.isEmpty() || one.get().equals(number)) {
            asked.put(number, known.asked);
          }
        });
    return asked;
  }

  private boolean sendTo(int peer, Frame frame) {
    boolean found = audience().send(peer, frame);
    if (found) {
      Instant at = around.clock().now();
      sent(at, frame, OptionalInt.of(peer));
      screen.happened(at, peer, new WireEvent.Sent(frame));
    }
    return found;
  }

  private void sendAll(Frame frame) {
    if (frame instanceof Frame.Ping ping) {
      long nanos = around.ticker().nanos();
      peers.values().forEach(known -> known.trips.sent(ping, nanos));
    }
    Instant at = around.clock().now();
    sent(at, frame, OptionalInt.empty());
    screen.happened(at, new WireEvent.Sent(frame));
    audience().send(frame);
  }

  /** What lines may do with all peers. */
  private final class Lines implements DebugDesk.Line {
    @Override
    public boolean isOpen() {
      return !peers.isEmpty();
    }

    @Override
    public String whileClosed() {
      return "not sent: nobody is connected";
    }

    @Override
    public void message(Frame message, boolean asked) {
      if (!peers.isEmpty()) {
        sendAll(message);
      }
    }

    @Override
    public void control(Frame frame) {
      sendAll(frame);
    }

    @Override
    public void close(int code, String reason) {
      closing(() -> audience().close(code, reason));
    }

    @Override
    public void reconnect() {
      screen.say(Tone.ERROR, "peers connect to us");
    }

    @Override
    public void end() {
      ListenSession.this.end();
    }
  }
}
