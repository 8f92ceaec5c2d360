package dev.logtail.pipeline.transport;

import dev.logtail.runtime.Scheduler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Connects to whichever of a server's addresses takes the connection first. Each has a head start
 * on the next, which ends when it fails (RFC 8305, section 5): so an address that nobody listens
 * on, or whose network swallows everything, does not keep the others from being reached.
 */
final class AddressRace {
  static final Duration HEAD_START = Duration.ofMillis(250);

  private static final Logger LOG = Logger.getLogger(AddressRace.class.getName());

  /** Is told how it ended, once. */
  interface Judge {
    void won(AsynchronousSocketChannel channel, InetSocketAddress address);

    /** None took the connection; {@code why} the first did not. */
    void lost(Throwable why);
  }

  private enum State {
    OPEN,
    WON,
    CANCELLED
  }

  private final AsynchronousChannelGroup group;
  private final Scheduler scheduler;
  private final Judge judge;

  /** All guarded by this. */
  private final Queue<InetSocketAddress> waiting = new ArrayDeque<>();

  private final Set<AsynchronousSocketChannel> running = new HashSet<>();
  private int started;
  private int failed;
  private Scheduler.Timer headStart = () -> {};
  private Optional<Throwable> firstFailure = Optional.empty();
  private State state = State.OPEN;

  AddressRace(
      AsynchronousChannelGroup group,
      Scheduler scheduler,
      List<InetAddress> addresses,
      int port,
      Judge judge) {
    this.group = group;
    this.scheduler = scheduler;
    this.judge = judge;
    addresses.forEach(address -> waiting.add(new InetSocketAddress(address, port)));
  }

  /** Begins, or goes on with the next address. */
  void start() {
    Optional<InetSocketAddress> address = next();
    if (address.isPresent()) {
      connect(address.get());
    } else if (isCalledOff()) {
      judge.lost(new ClosedChannelException());
    }
  }

  /** Cancelled before it began. */
  private synchronized boolean isCalledOff() {
    return state == State.CANCELLED && started == 0;
  }

  private synchronized Optional<InetSocketAddress> next() {
    headStart.cancel();
    if (state != State.OPEN || waiting.isEmpty()) {
      return Optional.empty();
    }
    InetSocketAddress address = waiting.remove();
    started++;
    if (!waiting.isEmpty()) {
      headStart = scheduler.after(HEAD_START, this::start);
    }
    return Optional.of(address);
  }

  private void connect(InetSocketAddress address) {
    try {
      AsynchronousSocketChannel runner = AsynchronousSocketChannel.open(group);
      if (!enter(runner)) {
        close(runner);
      }
      Carrier.<Void>when(
          handler -> runner.connect(address, null, handler),
          done -> arrived(runner, address),
          this::failed);
    } catch (IOException | IllegalStateException e) {
      failed(e);
    }
  }

  private synchronized boolean enter(AsynchronousSocketChannel runner) {
    return state == State.OPEN && running.add(runner);
  }

  private void arrived(AsynchronousSocketChannel runner, InetSocketAddress address) {
    if (wins(runner)) {
      closeAll();
      judge.won(runner, address);
    } else {
      close(runner);
      failed(new ClosedChannelException());
    }
  }

  private synchronized boolean wins(AsynchronousSocketChannel runner) {
    if (state != State.OPEN) {
      return false;
    }
    state = State.WON;
    headStart.cancel();
    running.remove(runner);
    return true;
  }

  private void failed(Throwable why) {
    boolean lost;
    synchronized (this) {
      failed++;
      firstFailure = firstFailure.or(() -> Optional.of(why));
      boolean last = waiting.isEmpty() || state == State.CANCELLED;
      lost = state != State.WON && last && failed == started;
    }
    if (lost) {
      judge.lost(firstFailure.orElse(why));
    } else {
      start();
    }
  }

  /** Gives up. It is lost once the last that is under way has stopped. */
  void cancel() {
    synchronized (this) {
      if (state == State.OPEN) {
        state = State.CANCELLED;
        headStart.cancel();
      }
    }
    closeAll();
  }

  private void closeAll() {
    List<AsynchronousSocketChannel> losers;
    synchronized (this) {
      losers = List.copyOf(running);
      running.clear();
    }
    losers.forEach(AddressRace::close);
  }

  static void close(AsynchronousSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.FINE, "closing", e);
    }
  }
}
