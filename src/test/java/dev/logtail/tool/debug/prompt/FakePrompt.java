package dev.logtail.tool.debug.prompt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** A prompt that nobody sits at, whose terminal can be made to stand still. */
final class FakePrompt implements Prompt {
  final LinkedBlockingQueue<String> shown = new LinkedBlockingQueue<>();
  volatile CountDownLatch stopped = new CountDownLatch(0);
  volatile boolean closed;
  volatile boolean broken;
  volatile List<String> typed = List.of();

  @Override
  public void read(PromptListener person, Consumer<String> warnings) {
    warnings.accept("read");
    typed.forEach(person::typed);
  }

  @Override
  public void above(String rows) {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (broken) {
      throw new UncheckedIOException(new IOException("broken on purpose"));
    }
    if (closed) {
      throw new AssertionError("shown on a terminal that was given back: " + rows);
    }
    shown.add(rows);
  }

  @Override
  public boolean keepsLines() {
    return false;
  }

  @Override
  public int columns() {
    return 80;
  }

  @Override
  public void close() {
    closed = true;
  }
}
