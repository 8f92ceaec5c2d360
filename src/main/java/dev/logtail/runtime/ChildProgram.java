package dev.logtail.runtime;

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
 * @param mostOutput bytes of its output that are kept; the rest is read and thrown away
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
   * @param output the beginning of what it said, on both outputs unless they were kept apart:
   *     foreign text
   * @param complaints the beginning of what it said on standard error, where that was kept apart
   */
  public record End(boolean timedOut, int status, String output, String complaints) {}

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
    return run(input, true);
  }

  /** The same without input, and with both outputs by themselves. */
  public End runApart() throws IOException, InterruptedException {
    return run(new byte[0], false);
  }

  private End run(byte[] input, boolean together) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(together);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    CompletableFuture<String> output = new CompletableFuture<>();
    NamedThreads.daemon("logtail-child-in", () -> feed(process, input)).start();
    CompletableFuture<String> complaints = new CompletableFuture<>();
    read("logtail-child-out", process.getInputStream(), output);
    read("logtail-child-err", process.getErrorStream(), complaints);
    try {
      boolean ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (!ended) {
        kill(process);
      }
      return new End(!ended, ended ? process.exitValue() : -1, said(output), said(complaints));
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

  private void read(String thread, InputStream out, CompletableFuture<String> said) {
    NamedThreads.daemon(thread, () -> said.complete(read(out))).start();
  }

  private String read(InputStream stream) {
    try (InputStream out = stream) {
      String kept = new String(out.readNBytes(mostOutput), StandardCharsets.UTF_8);
      byte[] rest = new byte[BUFFER];
      while (out.read(rest) >= 0) {
        // It must not wait for us.
      }
      return kept;
    } catch (IOException e) {
      return "";
    }
  }

  /** What it started may hold its output open for as long as it likes. */
  private static String said(CompletableFuture<String> output) throws InterruptedException {
    try {
      return output.get(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return "";
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
