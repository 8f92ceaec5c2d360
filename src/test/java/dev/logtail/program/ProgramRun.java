package dev.logtail.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A running program whose output is collected as it comes; closing it kills what still runs. */
final class ProgramRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<String> command;
  private final Process process;
  private final long startedNanos = System.nanoTime();
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final Thread outReader;
  private final Thread errReader;

  ProgramRun(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    this.outReader = collect(process.getInputStream(), out);
    this.errReader = collect(process.getErrorStream(), err);
  }

  List<String> out() {
    return out;
  }

  List<String> err() {
    return err;
  }

  /** Waits until stdout holds at least this many lines. */
  ProgramRun awaitLines(int count) {
    return await("stdout has " + count + " lines", () -> out.size() >= count);
  }

  /** Waits until a line of stdout is like this. */
  ProgramRun awaitOut(String what, Predicate<String> wanted) {
    return await("stdout has " + what, () -> out.stream().anyMatch(wanted));
  }

  /** Waits until a line of stderr holds this text, in whatever case. */
  ProgramRun awaitErr(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return await(
        "stderr has " + text,
        () -> err.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).contains(wanted)));
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  void send(String signal) {
    Invocation.command(List.of("kill", "-" + signal, Long.toString(process.pid())))
        .run()
        .expectCode(0);
  }

  /** Gives the program a line on its standard input. */
  void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The processes that it started, and theirs. */
  Stream<ProcessHandle> descendants() {
    return process.descendants();
  }

  void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Outcome awaitExit() {
    return awaitExit(PATIENCE);
  }

  Outcome awaitExit(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + patience + ": " + command + describe());
      }
      Duration took = Duration.ofNanos(System.nanoTime() - startedNanos);
      outReader.join();
      errReader.join();
      return new Outcome(process.exitValue(), List.copyOf(out), List.copyOf(err), took);
    } catch (InterruptedException interrupted) {
      throw new AssertionError("interrupted while waiting for " + command, interrupted);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private ProgramRun await(String what, Callable<Boolean> condition) {
    try {
      Awaitility.await(what)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(20))
          .failFast("the program ended without it", () -> ended() && !condition.call())
          .until(condition);
    } catch (ConditionTimeoutException | TerminalFailureException failure) {
      throw new AssertionError(failure.getMessage() + describe(), failure);
    }
    return this;
  }

  private boolean ended() {
    return !outReader.isAlive() && !errReader.isAlive();
  }

  private String describe() {
    return "\nstdout, last lines: " + tail(out) + "\nstderr, last lines: " + tail(err);
  }

  private static List<String> tail(List<String> lines) {
    return lines.subList(Math.max(0, lines.size() - 5), lines.size());
  }

  private static Thread collect(InputStream stream, List<String> lines) {
    Thread reader =
        new Thread(
            () -> {
              try (var text = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
                text.lines().forEach(lines::add);
              } catch (IOException | UncheckedIOException closed) {
                lines.add("(stream broken off: " + closed.getMessage() + ")");
              }
            });
    reader.setDaemon(true);
    reader.start();
    return reader;
  }
}
