package dev.logtail;

import dev.logtail.cli.Environment;
import dev.logtail.cli.Logtail;
import dev.logtail.cli.RedactedOutput;
import dev.logtail.cli.Secrets;
import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.Redaction;
import dev.logtail.runtime.DetachedStream;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.terminal.LastInterrupt;
import dev.logtail.view.terminal.TerminalFacts;
import dev.logtail.view.terminal.UnseenInput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The one edge to the process: hands streams, variables, clocks and signals in, and turns an int
 * into an exit.
 */
public final class Main {
  private static final long STOP_SECONDS = 3;
  private static final int INTERRUPTED = 130;

  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final CountDownLatch returned = new CountDownLatch(1);

  /** Standard error may be a terminal that stands still: nobody waits for it. */
  private final DetachedStream err =
      new DetachedStream("logtail-talk", new FileOutputStream(FileDescriptor.err));

  private Main() {}

  public static void main(String[] args) {
    System.exit(new Main().run(args));
  }

  private int run(String[] args) {
    try {
      Logtail logtail = new Logtail(environment());
      Thread.setDefaultUncaughtExceptionHandler((thread, e) -> logtail.tellDefect(e, args));
      return logtail.run(args);
    } finally {
      err.finish(LAST_WORDS);
      returned.countDown();
    }
  }

  private Environment environment() {
    Redaction redaction = new Redaction();
    PrintStream errors =
        new PrintStream(new RedactedOutput(err, redaction), true, StandardCharsets.UTF_8);
    return new Environment(
        new FileOutputStream(FileDescriptor.out),
        errors,
        new Secrets(
            System.in,
            prompt -> UnseenInput.line(System.in, errors, prompt).map(Secret::new),
            redaction),
        System.getenv(),
        TerminalFacts.detect(System.getenv(), System.getProperty("logtail.terminals", "?")),
        this::attend,
        WallClock.system(),
        Ticker.system(),
        Runtime.getRuntime().maxMemory());
  }

  /**
   * SIGINT and SIGTERM start the JVM's shutdown, which waits for this: the command gets time to
   * finish what it holds, but for a second SIGINT.
   */
  private void attend(Runnable stop) {
    Runtime.getRuntime()
        .addShutdownHook(
            NamedThreads.daemon(
                "logtail-stop",
                () -> {
                  LastInterrupt.onNext(() -> Runtime.getRuntime().halt(INTERRUPTED));
                  stop.run();
                  awaitReturn();
                }));
  }

  private void awaitReturn() {
    try {
      boolean inTime = returned.await(STOP_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
