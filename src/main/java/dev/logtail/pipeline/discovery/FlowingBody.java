package dev.logtail.pipeline.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read while it comes, however large it is: the server sends no faster than it is
 * read, and one that stops sending is given up after a while. One thread reads.
 */
final class FlowingBody extends InputStream implements BodySubscriber<InputStream> {
  private final Duration patience;

  /**
   * One element at most beside the end, which is empty: the next is asked for when one is taken.
   */
  private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();

  /** Written by the client's threads before the end arrives. */
  private volatile @Nullable Throwable failure;

  private volatile Flow.@Nullable Subscription subscription;

  /** Both touched only by the thread that reads. */
  private final ArrayDeque<ByteBuffer> open = new ArrayDeque<>();

  private boolean ended;

  /**
   * @param patience how long nothing may come
   */
  FlowingBody(Duration patience) {
    this.patience = patience;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription offered) {
    subscription = offered;
    offered.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (buffers.isEmpty()) {
      more();
    } else {
      arrived.add(List.copyOf(buffers));
    }
  }

  @Override
  public void onError(Throwable error) {
    failure = error;
    arrived.add(List.of());
  }

  @Override
  public void onComplete() {
    arrived.add(List.of());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!ended && (open.isEmpty() || !open.element().hasRemaining())) {
      if (open.isEmpty()) {
        take();
      } else {
        open.remove();
      }
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, open.element().remaining());
    open.element().get(target, offset, count);
    return count;
  }

  private void take() throws IOException {
    List<ByteBuffer> next = next();
    if (next.isEmpty()) {
      Throwable cause = failure;
      if (cause != null) {
        throw cause instanceof IOException broken ? broken : new IOException(cause);
      }
      ended = true;
      return;
    }
    open.addAll(next);
    more();
  }

  private void more() {
    Flow.Subscription source = subscription;
    if (source != null) {
      source.request(1);
    }
  }

  private List<ByteBuffer> next() throws IOException {
    try {
      List<ByteBuffer> next = arrived.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new HttpTimeoutException("nothing more came for " + patience.toSeconds() + " s");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Stops the transfer. */
  @Override
  public void close() {
    ended = true;
    Flow.Subscription source = subscription;
    if (source != null) {
      source.cancel();
    }
  }
}
