package dev.logtail.pipeline;

import dev.logtail.model.RawFrame;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamSignal;
import dev.logtail.model.Vitals.Pulse;
import dev.logtail.model.WorkerKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Streams that say what a test lets them say. Safe for use by many threads. */
final class FakeStreams implements StreamFactory {
  /** One stream that was opened. */
  static final class Fake implements Stream {
    final WorkerKey worker;
    final URI address;
    final AtomicInteger starts = new AtomicInteger();
    final AtomicInteger reconnects = new AtomicInteger();
    private final Sink<StreamSignal> signals;
    private volatile boolean closed;
    private volatile Pulse pulse = Pulse.NONE;

    Fake(WorkerKey worker, URI address, Sink<StreamSignal> signals) {
      this.worker = worker;
      this.address = address;
      this.signals = signals;
    }

    boolean isClosed() {
      return closed;
    }

    void opened(Instant at) {
      signals.accept(new StreamSignal.Opened(at, address));
    }

    void openedAt(Instant at, URI url) {
      signals.accept(new StreamSignal.Opened(at, url));
    }

    void frame(Instant arrival, String text) {
      signals.accept(new RawFrame(arrival, text));
    }

    void lost(Instant at) {
      StreamFailure why = new StreamFailure(StreamFailure.Kind.UNREACHABLE, "connection lost");
      signals.accept(new StreamSignal.Lost(at, why, Duration.ofSeconds(1)));
    }

    void ended(Instant at, StreamFailure.Kind kind) {
      signals.accept(new StreamSignal.Ended(at, new StreamFailure(kind, kind.name())));
    }

    @Override
    public void finish() {
      signals.accept(
          new StreamSignal.Ended(Instant.EPOCH, new StreamFailure(StreamFailure.Kind.NONE, "")));
    }

    @Override
    public void start() {
      starts.incrementAndGet();
    }

    @Override
    public void reconnectNow() {
      reconnects.incrementAndGet();
    }

    @Override
    public Pulse pulse() {
      return pulse;
    }

    /** It was last heard of at {@code heard}, and a ping waits since {@code unanswered}. */
    void silent(Instant heard, Instant unanswered) {
      pulse = new Pulse(heard, Optional.of(unanswered));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final List<Fake> all = new CopyOnWriteArrayList<>();

  @Override
  public Stream open(WorkerKey worker, URI address, Sink<StreamSignal> signals) {
    Fake fake = new Fake(worker, address, signals);
    all.add(fake);
    return fake;
  }

  /** Every stream opened so far, oldest first. */
  List<Fake> all() {
    return List.copyOf(all);
  }

  /** The newest stream of that worker. */
  Fake of(WorkerKey worker) {
    return all.stream()
        .filter(fake -> fake.worker.equals(worker))
        .reduce((a, b) -> b)
        .orElseThrow();
  }
}
