package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.proxy.ProxyStage;
import dev.logtail.pipeline.transport.WireEvent.Header;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link WireEvent}s of what is observed. They come from the thread that reads and from those
 * that send; the consumer gets one after the other, and none while it is still busy with another.
 */
final class WireObserver implements ConnectionObserver {
  private final URI url;
  private final Optional<ProxyAddress> proxy;
  private final UnaryOperator<String> redaction;
  private final WireListener told;

  private final Queue<WireEvent> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger untold = new AtomicInteger();

  /** Written by the thread that reads: more is to be told at once. */
  private volatile boolean reading;

  /** These are the reading thread's. Sizes of messages that are whole and not handed on yet. */
  private final ArrayDeque<Counted> counts = new ArrayDeque<>();

  private @Nullable HttpAnswer answer;

  private record Counted(long onWire, int fragments) {}

  /**
   * @param proxy through which the connection goes
   * @param redaction takes our secrets out
   */
  WireObserver(
      URI url, Optional<ProxyAddress> proxy, UnaryOperator<String> redaction, WireListener told) {
    this.url = url;
    this.proxy = proxy;
    this.redaction = redaction;
    this.told = told;
  }

  /** Tells {@code event}, or leaves that to the thread that is telling another one. */
  void tell(WireEvent event) {
    if (untold.compareAndSet(0, 1)) {
      told.happened(event);
      tellRest();
    } else {
      events.add(event);
      if (untold.getAndIncrement() == 0) {
        tellNext();
        tellRest();
      }
    }
  }

  private void tellRest() {
    while (untold.decrementAndGet() > 0) {
      tellNext();
    }
    if (!reading) {
      told.lull();
    }
  }

  private void tellNext() {
    WireEvent next = events.poll();
    if (next != null) {
      told.happened(next);
    }
  }

  @Override
  public void readingBegins() {
    reading = true;
  }

  /** Where another thread is still telling, it finds the lull when it is through. */
  @Override
  public void readingEnds() {
    reading = false;
    if (untold.get() == 0) {
      told.lull();
    }
    told.awaitRoom();
  }

  @Override
  public boolean looksAtCertificates() {
    return true;
  }

  @Override
  public void resolved(String host, List<InetAddress> addresses) {
    tell(new WireEvent.Resolved(host, List.copyOf(addresses)));
  }

  @Override
  public void reached(InetSocketAddress peer) {
    tell(
        new WireEvent.Connected(
            peer,
            proxy.map(ProxyAddress::toString),
            proxy.flatMap(ProxyAddress::user).isPresent()));
  }

  @Override
  public void proxyShown(ShownCertificates certificates) {
    tell(new WireEvent.ProxyShown(certificates));
  }

  @Override
  public void proxySecured(SSLSession session) {
    tell(new WireEvent.ProxySecured(session.getProtocol(), session.getCipherSuite()));
  }

  @Override
  public void entered(ProxyStage stage) {
    proxy.ifPresent(there -> tell(new WireEvent.ProxyAt(stage, stage.silence(there))));
  }

  @Override
  public void shown(ShownCertificates certificates) {
    tell(new WireEvent.Shown(certificates));
  }

  @Override
  public void secured(SSLSession session) {
    tell(new WireEvent.Secured(session.getProtocol(), session.getCipherSuite()));
  }

  @Override
  public void asked(String line, Map<String, List<String>> headers) {
    tell(new WireEvent.Asked(url, redaction.apply(line), headers(headers)));
  }

  @Override
  public void answered(HttpAnswer came) {
    answer = came;
    tell(
        new WireEvent.Answered(
            came.status(),
            came.reason(),
            headers(came.headers()),
            came.status() == HttpAnswer.SWITCHING_PROTOCOLS ? "" : redaction.apply(came.body())));
  }

  private List<Header> headers(Map<String, List<String>> headers) {
    return headers.entrySet().stream()
        .flatMap(
            header ->
                header.getValue().stream()
                    .map(value -> SecretHeaders.shown(header.getKey(), value, redaction)))
        .toList();
  }

  @Override
  public void opened() {
    tell(
        new WireEvent.Opened(
            values("Sec-WebSocket-Protocol").stream().findFirst(),
            values("Sec-WebSocket-Extensions")));
  }

  private List<String> values(String header) {
    return answer == null ? List.of() : answer.headers().getOrDefault(header, List.of());
  }

  @Override
  public void counted(long onWire, int fragments) {
    counts.add(new Counted(onWire, fragments));
  }

  @Override
  public void text(String message) {
    received(new Frame.Text(message));
  }

  @Override
  public void binary(byte[] message) {
    received(new Frame.Binary(Frame.Bytes.of(message)));
  }

  private void received(Frame message) {
    Counted counted = counts.poll();
    tell(
        counted == null
            ? whole(message)
            : new WireEvent.Received(message, counted.onWire(), counted.fragments()));
  }

  private static WireEvent.Received whole(Frame frame) {
    return new WireEvent.Received(frame, frame.size(), 1);
  }

  @Override
  public void pinged(ByteBuffer payload) {
    tell(whole(new Frame.Ping(bytes(payload))));
  }

  @Override
  public void pong(ByteBuffer payload) {
    tell(whole(new Frame.Pong(bytes(payload))));
  }

  @Override
  public void ponged(byte[] payload) {
    tell(new WireEvent.Sent(new Frame.Pong(Frame.Bytes.of(payload))));
  }

  private static Frame.Bytes bytes(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return Frame.Bytes.of(bytes);
  }

  @Override
  public void closing(int code, String reason) {
    tell(whole(new Frame.Close(code, reason)));
  }

  /** Whoever looks on sees the pings themselves. */
  @Override
  public void alive() {}

  @Override
  public void ended(Ending ending) {
    tell(
        new WireEvent.Ended(
            ending.by(), ending.code(), redaction.apply(ending.reason()), ending.end()));
  }
}
