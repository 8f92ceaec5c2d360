package dev.logtail.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Another program, run to its end or to the end of our patience: started from its words, never
 * through a shell, with an environment of its own. What it leaves running when it is given up is
 * ended with it.
 *
 * @param words the program and its arguments
 * @param environment all that it gets to see of ours
 * @param limit after that long it is killed
 * @param mostOutput bytes of each of its outputs that are kept; the rest is thrown away
 */
public record ChildProgram(
    List<String> words, Map<String, String> environment, Duration limit, int mostOutput) {
  private static final Duration LAST_OUTPUT = Duration.ofMillis(200);
  private static final Duration FAREWELL = Duration.ofMillis(200);
  private static final int BUFFER = 8192;

  /**
   * How it ended.
   *
   * @param timedOut whether it was killed for taking too long
   * @param status its exit status
   * @param output the beginning of what it said on its standard output: foreign text
   * @param errors the same of standard error
   */
  public record End(boolean timedOut, int status, String output, String errors) {}

  /** What is kept of one output. Reading goes on until it is closed: the program must not wait. */
  private static final class Kept implements Runnable {
    private final InputStream stream;
    private final int most;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** Guarded by this. */
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Kept(InputStream stream, int most) {
      this.stream = stream;
      this.most = most;
    }

    @Override
    public void run() {
      byte[] part = new byte[BUFFER];
      try (stream) {
        for (int read = stream.read(part); read >= 0; read = stream.read(part)) {
          keep(part, read);
        }
      } catch (IOException e) {
        // There is no more of it.
      } finally {
        closed.complete(null);
      }
    }

    private synchronized void keep(byte[] part, int read) {
      bytes.write(part, 0, Math.min(read, most - bytes.size()));
    }

    /** What was said; a program that the ended one started may hold the output open for ever. */
    String text() throws InterruptedException {
      try {
        closed.get(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // Then that is all.
      }
      synchronized (this) {
        return bytes.toString(StandardCharsets.UTF_8);
      }
    }
  }

  public ChildProgram {
    words = List.copyOf(words);
    environment = Map.copyOf(environment);
  }

  /**
   * Runs it and waits.
   *
   * @param input what it can read on its standard input
   * @throws IOException when it can't be started
   * @throws InterruptedException when the waiting thread was; then the program has been killed
   */
  public End run(byte[] input) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    Kept output = new Kept(process.getInputStream(), mostOutput);
    Kept errors = new Kept(process.getErrorStream(), mostOutput);
    NamedThreads.daemon("logtail-child-in", () -> feed(process, input)).start();
    NamedThreads.daemon("logtail-child-out", output).start();
    NamedThreads.daemon("logtail-child-err", errors).start();
    try {
      boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (!ended) {
        kill(process);
      }
      return new End(!ended, ended ? process.exitValue() : -1, output.text(), errors.text());
    } catch (InterruptedException e) {
      kill(process);
      throw e;
    }
  }

  /** It may end, or close its input, without having read it. */
  private static void feed(Process process, byte[] input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // Then it did not want it.
    }
  }

  /** Asks it and its descendants to end, and ends those that do not. */
  private static void kill(Process process) {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    family.forEach(ProcessHandle::destroy);
    try {
      boolean gone = process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      if (!gone) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }
}
