package dev.logtail.pipeline.transport;

import dev.logtail.model.RawFrame;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamSignal;
import dev.logtail.model.StreamTarget;
import dev.logtail.model.Vitals.Pulse;
import dev.logtail.model.WorkerKey;
import dev.logtail.runtime.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one worker's stream alive: dials, watches, and dials again where that makes sense, at the
 * address that the address book names then.
 *
 * <p>Signals come in order, by one thread at a time, frames directly from the thread that reads the
 * network: the sink must only enqueue. Each connection ends with exactly one {@code Lost} or {@code
 * Ended}. An {@code Ended} may also follow a {@code Lost} without a connection between them, when
 * the worker is no longer listed. The old connection is closed before the next one is dialled.
 */
public final class StreamSupervisor implements AutoCloseable {
  /** How often in a row a server that speaks something else is tried. */
  private static final int DOUBTFUL_TRIES = 3;

  private final WorkerKey worker;
  private final AddressBook book;
  private final StreamConnector connector;
  private final StreamSettings settings;
  private final Surroundings around;
  private final Sink<StreamSignal> signals;
  private final SignsOfLife signs = new SignsOfLife();

  /** All guarded by this. */
  private StreamState state = new StreamState.Idle();

  private URI address;
  private @Nullable Link link;
  private StreamConnector.@Nullable Connection abandoned;
  private Scheduler.Timer wait = () -> {};
  private long questions;
  private boolean finishing;

  /**
   * @param target the worker, and the address to dial first
   * @param signals takes what happens; is called while this supervisor's lock is held
   */
  public StreamSupervisor(
      StreamTarget target,
      AddressBook book,
      StreamConnector connector,
      StreamSettings settings,
      Surroundings around,
      Sink<StreamSignal> signals) {
    this.worker = target.worker();
    this.address = target.url();
    this.book = book;
    this.connector = connector;
    this.settings = settings;
    this.around = around;
    this.signals = signals;
  }

  /** Dials for the first time; does nothing when called again. */
  public synchronized void start() {
    if (state instanceof StreamState.Idle idle) {
      dial(idle.dial(address));
    }
  }

  /**
   * Asks for the address and dials now: instead of waiting, in place of the present connection, or
   * again after the end.
   */
  public synchronized void reconnectNow() {
    if (state instanceof StreamState.Idle) {
      start();
    } else if (link != null) {
      StreamEnd asked =
          StreamEnd.of(
              StreamEnd.Retry.ALWAYS, StreamFailure.Kind.NONE, worker + ": reconnecting as asked");
      abandon(link);
      signals.accept(new StreamSignal.Lost(around.clock().now(), asked.failure(), Duration.ZERO));
      seek(StreamState.Tally.NONE);
    } else if (state instanceof StreamState.Waiting || state instanceof StreamState.Ended) {
      seek(StreamState.Tally.NONE);
    }
  }

  /**
   * Ends in good order: asks the server to end an open stream, so that every frame it sent until
   * then still comes before {@code Ended}; the server may take its time. Ends at once where nothing
   * is open.
   */
  public void finish() {
    StreamConnector.Connection open = null;
    synchronized (this) {
      wait.cancel();
      finishing = true;
      if (state instanceof StreamState.Open && link != null) {
        open = link.connection();
      } else if (!(state instanceof StreamState.Ended || state instanceof StreamState.Closed)) {
        if (link != null) {
          abandon(link);
        }
        end(StreamFailure.NONE);
      }
    }
    if (open != null) {
      open.finish();
    }
  }

  /** What this stream is doing. */
  public synchronized StreamState state() {
    return state;
  }

  /** Signs of life of the present connection, or the last one. Any thread; waits for nobody. */
  public Pulse pulse() {
    return signs.pulse();
  }

  /** Ends everything without another signal. May be called again. */
  @Override
  public void close() {
    Link open;
    synchronized (this) {
      open = link;
      link = null;
      wait.cancel();
      state = new StreamState.Closed();
    }
    if (open != null) {
      open.silence();
      open.connection().close();
    }
  }

  private void dial(StreamState.Dialling dialling) {
    state = dialling;
    address = dialling.url();
    signals.accept(new StreamSignal.Dialling(around.clock().now(), address));
    Link next = new Link();
    link = next;
    next.connection = connector.dial(address, settings.hello(), next);
  }

  private void seek(StreamState.Tally tally) {
    wait.cancel();
    StreamState.Seeking seeking = new StreamState.Seeking(tally, ++questions);
    state = seeking;
    hand(() -> ask(seeking));
  }

  private void ask(StreamState.Seeking seeking) {
    closeAbandoned();
    Optional<URI> found = lookUp();
    synchronized (this) {
      if (state.equals(seeking)) {
        found.ifPresentOrElse(url -> dial(seeking.found(url)), this::gone);
      }
    }
  }

  /** Whatever goes wrong with the book, this stream goes on with what it knows. */
  private Optional<URI> lookUp() {
    try {
      return book.currentAddress(worker);
    } catch (AddressBook.Unavailable | RuntimeException e) {
      synchronized (this) {
        return Optional.of(address);
      }
    }
  }

  private void gone() {
    end(new StreamFailure(StreamFailure.Kind.GONE, worker + ": no longer listed with a stream"));
  }

  /** The present connection is over; {@code before} counts the failures before it. */
  private void over(StreamEnd end, StreamState.Tally before) {
    if (finishing) {
      end(StreamFailure.NONE);
      return;
    }
    StreamState.Tally tally = before.plus(end.retry());
    boolean again =
        settings.reconnect()
            && tally.failures() <= settings.maxRetries()
            && switch (end.retry()) {
              case ALWAYS -> true;
              case FEW -> tally.doubtful() < DOUBTFUL_TRIES;
              case NEVER -> false;
            };
    if (again) {
      waitAfter(end, tally);
    } else {
      end(end.failure());
    }
  }

  private void waitAfter(StreamEnd end, StreamState.Tally tally) {
    Duration backoff = settings.backoff().delay(tally.failures(), around.random().nextDouble());
    Duration delay = backoff.compareTo(end.atLeast()) > 0 ? backoff : end.atLeast();
    StreamState.Waiting waiting = new StreamState.Waiting(tally, delay);
    state = waiting;
    wait = around.scheduler().after(delay, () -> waited(waiting));
    signals.accept(new StreamSignal.Lost(around.clock().now(), end.failure(), delay));
  }

  private synchronized void waited(StreamState.Waiting waiting) {
    if (state.equals(waiting)) {
      seek(waiting.tally());
    }
  }

  private void end(StreamFailure why) {
    state = new StreamState.Ended(why);
    signals.accept(new StreamSignal.Ended(around.clock().now(), why));
  }

  /** Lets go of a connection that is not over by itself. */
  private void abandon(Link left) {
    link = null;
    left.silence();
    abandoned = left.connection();
    hand(this::closeAbandoned);
  }

  /** Never under the lock: closing may call back from a thread that waits for it. */
  private void closeAbandoned() {
    StreamConnector.Connection left;
    synchronized (this) {
      left = abandoned;
    }
    if (left != null) {
      left.close();
    }
  }

  private void hand(Runnable blocking) {
    try {
      around.blocking().execute(blocking);
    } catch (RejectedExecutionException e) {
      state = new StreamState.Closed();
    }
  }

  /** The present connection; what an earlier one still says goes unheard. */
  private final class Link implements StreamConnector.Listener {
    /** All guarded by the supervisor. */
    private StreamConnector.@Nullable Connection connection;

    private Scheduler.Timer pinging = () -> {};
    private Scheduler.Timer verdict = () -> {};
    private long heard;

    private StreamConnector.Connection connection() {
      synchronized (StreamSupervisor.this) {
        if (connection == null) {
          throw new IllegalStateException("told something before dial returned");
        }
        return connection;
      }
    }

    private boolean isPresent() {
      return link == this;
    }

    @Override
    public void opened() {
      synchronized (StreamSupervisor.this) {
        if (isPresent() && state instanceof StreamState.Dialling dialling) {
          state = dialling.opened(around.ticker().nanos());
          if (settings.keepAlive().isOn()) {
            pinging = around.scheduler().every(settings.keepAlive().pingEvery(), this::ping);
          }
          Instant now = signs.heard(around.clock().now());
          signals.accept(new StreamSignal.Opened(now, dialling.url()));
        }
      }
    }

    @Override
    public void text(String message) {
      synchronized (StreamSupervisor.this) {
        if (isPresent()) {
          heard++;
          signals.accept(new RawFrame(signs.heard(around.clock().now()), message));
        }
      }
    }

    @Override
    public void alive() {
      synchronized (StreamSupervisor.this) {
        heard++;
        if (isPresent()) {
          signs.heard(around.clock().now());
        }
      }
    }

    @Override
    public void ended(StreamEnd end) {
      synchronized (StreamSupervisor.this) {
        if (isPresent()) {
          StreamState.Tally before = tallyNow();
          link = null;
          silence();
          over(end, before);
        }
      }
    }

    private StreamState.Tally tallyNow() {
      if (state instanceof StreamState.Open open) {
        return open.tallyAt(around.ticker().nanos(), settings.backoff().stable(), heard > 0);
      }
      return state instanceof StreamState.Dialling dialling
          ? dialling.tally()
          : StreamState.Tally.NONE;
    }

    private void ping() {
      synchronized (StreamSupervisor.this) {
        if (isPresent()) {
          long before = heard;
          signs.asked(around.clock().now());
          verdict = around.scheduler().after(settings.keepAlive().deadAfter(), () -> judge(before));
          hand(connection()::ping);
        }
      }
    }

    private void judge(long before) {
      synchronized (StreamSupervisor.this) {
        if (isPresent() && heard == before) {
          StreamState.Tally tally = tallyNow();
          abandon(this);
          over(silent(), tally);
        }
      }
    }

    private StreamEnd silent() {
      return StreamEnd.of(
          StreamEnd.Retry.ALWAYS,
          StreamFailure.Kind.UNREACHABLE,
          ForeignWords.of(address)
              + ": the connection is dead: no answer to a ping within "
              + settings.keepAlive().deadAfter().toSeconds()
              + " s");
    }

    private void silence() {
      synchronized (StreamSupervisor.this) {
        pinging.cancel();
        verdict.cancel();
      }
    }
  }
}
