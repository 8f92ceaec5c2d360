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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

  /** Once it is true, the JVM is ending by itself, and with the signal's exit status. */
  private volatile boolean signalled;

  /** Standard error may be a terminal that stands still: nobody waits for it. */
  private final DetachedStream err =
      new DetachedStream("logtail-talk", new FileOutputStream(FileDescriptor.err));

  private Main() {}

  public static void main(String[] args) {
    Main program = new Main();
    int status = program.run(args);
    if (!program.signalled) {
      System.exit(status);
    }
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
        new Interrupts(),
        WallClock.system(),
        Ticker.system(),
        Runtime.getRuntime().maxMemory());
  }

  private final class Interrupts implements Environment.Interrupts {
    private final List<Runnable> last = new CopyOnWriteArrayList<>();

    /**
     * SIGINT and SIGTERM start the JVM's shutdown, which waits for this: the command gets time to
     * finish what it holds, but for a second SIGINT.
     */
    @Override
    public void onStop(Runnable stop) {
      Runtime.getRuntime()
          .addShutdownHook(
              NamedThreads.daemon(
                  "logtail-stop",
                  () -> {
                    signalled = true;
                    LastInterrupt.onNext(() -> endNow(INTERRUPTED));
                    stop.run();
                    awaitReturn();
                  }));
    }

    @Override
    public void onLast(Runnable words) {
      last.add(words);
    }

    private void awaitReturn() {
      try {
        boolean inTime = returned.await(STOP_SECONDS, TimeUnit.SECONDS);
        if (!inTime) {
          endNow(1);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void endNow(int status) {
      try {
        Thread words = NamedThreads.daemon("logtail-last", () -> last.forEach(Runnable::run));
        words.start();
        words.join(LAST_WORDS.toMillis());
        err.finish(LAST_WORDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        Runtime.getRuntime().halt(status);
      }
    }
  }
}
