package dev.logtail.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logtail.cli.Logtail;
import dev.logtail.cli.Secrets;
import dev.logtail.cli.TestEnvironments;
import dev.logtail.pipeline.access.Redaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * One command line inside of this process, up to the edge that {@code Main} is elsewhere: real
 * sockets and files, its own surroundings, and a spy between it and the API.
 */
final class OptionRun {
  /** For what should end by itself; nothing waits for it but what hangs. */
  private static final Duration LONGEST = Duration.ofSeconds(25);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CountDownLatch readable = new CountDownLatch(1);
  private final AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private final Path folder;
  private final ApiSpy spy;
  private final boolean ownFarm;
  private boolean stopped;

  /**
   * @param ownFarm whether its records are other ones than those of the next run
   */
  OptionRun(Path folder, ApiSpy spy, boolean ownFarm) {
    this.folder = folder;
    this.ownFarm = ownFarm;
    this.spy = spy;
  }

  /** Standard output; who reads it may begin late. */
  private final class Pipe extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
      try {
        readable.await();
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
    }
  }

  void start(List<String> words, Map<String, String> variables, String input, boolean readsAtOnce) {
    if (readsAtOnce) {
      read();
    }
    Redaction redaction = new Redaction();
    Logtail logtail =
        new Logtail(
            TestEnvironments.with(
                variables,
                new PrintStream(err, true, UTF_8),
                new Secrets(
                    new ByteArrayInputStream(input.getBytes(UTF_8)),
                    prompt -> Optional.empty(),
                    redaction),
                new Pipe(),
                stop::set));
    Thread thread =
        new Thread(() -> code.complete(logtail.run(words.toArray(String[]::new))), "option-run");
    thread.setDaemon(true);
    thread.start();
  }

  /** Who reads standard output begins to. */
  void read() {
    readable.countDown();
  }

  /** Waits until something was printed, or written to a file. */
  void awaitOutput() {
    Awaitility.await("output of " + this)
        .atMost(LONGEST)
        .until(() -> out.size() > 0 || files().size() > 1);
  }

  /** Somebody else's file of that name. */
  void make(String name) {
    try {
      Files.writeString(folder.resolve(name), "not yours");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  OptionRun awaitEnd() {
    return awaitEnd(LONGEST);
  }

  /** Waits for its end, and brings it about if it does not come. */
  OptionRun awaitEnd(Duration patience) {
    try {
      code.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      stopped = true;
      stop.get().run();
      awaitStop();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  private void awaitStop() {
    try {
      code.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("it can't be stopped; said: " + err(), e);
    }
  }

  boolean endedByItself() {
    return !stopped;
  }

  int code() {
    return code.join();
  }

  String out() {
    return same(out.toString(UTF_8));
  }

  List<String> lines() {
    return out().lines().toList();
  }

  String err() {
    return same(err.toString(UTF_8));
  }

  /** What the API was asked. */
  List<String> asked() {
    return spy.requests();
  }

  Path folder() {
    return folder;
  }

  /** Names and contents of the files that it left. */
  Map<String, String> files() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .collect(Collectors.toMap(file -> folder.relativize(file).toString(), OptionRun::file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
          + new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without what differs from run to run. */
  private String same(String text) {
    String placed =
        text.replace(folder.toString(), "FOLDER")
            .replaceAll("(127\\.0\\.0\\.1|0\\.0\\.0\\.0|localhost):\\d+", "HOST");
    return ownFarm
        ? placed.replaceAll("(\\d{4}-\\d\\d-\\d\\d[ T])?\\d\\d:\\d\\d:\\d\\d([.,]\\d+)?", "TIME")
        : placed;
  }

  Object part(OptionRow.Part part) {
    return switch (part) {
      case OUT -> out();
      case ERR -> err();
      case FILES -> files();
      case SERVER -> asked().stream().sorted().toList();
    };
  }

  @Override
  public String toString() {
    return "exit "
        + (code.isDone() ? code() : "none")
        + (stopped ? " (stopped)" : "")
        + ", said: "
        + shortened(err())
        + ", printed: "
        + shortened(out());
  }

  private static String shortened(String text) {
    return text.length() < 700 ? text : text.substring(0, 700) + "…";
  }
}
