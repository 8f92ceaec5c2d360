package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.proxy.ProxyStage;
import dev.logtail.pipeline.proxy.ProxyTalk;
import dev.logtail.pipeline.proxy.ProxyTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A way through a proxy: connected when the proxy has led to the target, whose bytes are carried
 * from then on. Until then all that fails is the proxy's, and told so.
 */
final class ProxyCarrier implements Carrier {
  private static final int ANSWER = 4 << 10;

  /** Which step is under way; each is told as it begins. */
  static final class Progress {
    private final Consumer<ProxyStage> told;
    private volatile ProxyStage stage = ProxyStage.REACHING;

    Progress(Consumer<ProxyStage> told) {
      this.told = told;
    }

    void begin() {
      told.accept(stage);
    }

    void enter(ProxyStage next) {
      if (stage != next) {
        stage = next;
        told.accept(next);
      }
    }
  }

  private final Carrier below;
  private final ProxyAddress proxy;
  private final ProxyTalk talk;
  private final Progress progress;

  /** The reading thread's; holds what came behind the proxy's last word, until it is read. */
  private final ByteBuffer answer = ByteBuffer.allocate(ANSWER).flip();

  /**
   * A way over {@code below}, which is the proxy's.
   *
   * @param progress is told of steps below, too
   */
  ProxyCarrier(Carrier below, ProxyAddress proxy, ProxyTarget target, Progress progress) {
    this.below = below;
    this.proxy = proxy;
    this.talk = ProxyTalk.with(proxy, target);
    this.progress = progress;
  }

  @Override
  public void connect(List<InetAddress> addresses, int port, CompletionHandler<Void, Object> told) {
    Consumer<Optional<Throwable>> failed =
        why -> told.failed(ProxyTalk.blame(proxy, progress.stage, why), this);
    progress.begin();
    Carrier.<Void>when(
        handler -> below.connect(addresses, port, handler),
        done -> goOn(told, failed),
        why -> failed.accept(Optional.of(why)));
  }

  private void goOn(CompletionHandler<Void, Object> told, Consumer<Optional<Throwable>> failed) {
    progress.enter(talk.stage());
    ByteBuffer next = ByteBuffer.wrap(talk.toSend());
    if (next.hasRemaining()) {
      write(next, () -> goOn(told, failed), why -> failed.accept(Optional.of(why)));
    } else if (talk.isOpen()) {
      told.completed(null, this);
    } else {
      hear(told, failed);
    }
  }

  private void write(ByteBuffer bytes, Runnable done, Consumer<Throwable> failed) {
    Carrier.<Integer>when(
        handler -> below.write(bytes, handler),
        count -> {
          if (bytes.hasRemaining()) {
            write(bytes, done, failed);
          } else {
            done.run();
          }
        },
        failed);
  }

  private void hear(CompletionHandler<Void, Object> told, Consumer<Optional<Throwable>> failed) {
    answer.clear();
    Carrier.<Integer>when(
        handler -> below.read(answer, handler),
        count -> {
          answer.flip();
          if (count < 0) {
            failed.accept(Optional.empty());
            return;
          }
          try {
            take();
            goOn(told, failed);
          } catch (IOException | RuntimeException e) {
            failed.accept(Optional.of(e));
          }
        },
        why -> failed.accept(Optional.of(why)));
  }

  /** The proxy waits for us after each word of its own, but for the last one. */
  private void take() throws IOException {
    ProxyStage before = talk.stage();
    talk.take(answer);
    if (!talk.isOpen() && talk.stage() != before && answer.hasRemaining()) {
      throw new IOException("it says more than it was asked");
    }
  }

  @Override
  public void read(ByteBuffer into, CompletionHandler<Integer, Object> told) {
    if (!answer.hasRemaining()) {
      below.read(into, told);
      return;
    }
    int count = Math.min(answer.remaining(), into.remaining());
    into.put(answer.duplicate().limit(answer.position() + count));
    answer.position(answer.position() + count);
    told.completed(count, this);
  }

  @Override
  public void write(ByteBuffer from, CompletionHandler<Integer, Object> told) {
    below.write(from, told);
  }

  @Override
  public void shutdownOutput() throws IOException {
    below.shutdownOutput();
  }

  @Override
  public boolean isOpen() {
    return below.isOpen();
  }

  @Override
  public void close() throws IOException {
    below.close();
  }
}
