package dev.logtail.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logtail.cli.Logtail;
import dev.logtail.cli.Secrets;
import dev.logtail.cli.TestEnvironments;
import dev.logtail.pipeline.access.Redaction;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a command line without a program of its own: for tests that need very many. */
final class InProcess {
  private InProcess() {}

  static Outcome run(List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long begun = System.nanoTime();
    int code =
        new Logtail(
                TestEnvironments.with(
                    Map.of("XDG_CONFIG_HOME", "/nowhere"),
                    new PrintStream(err, true, UTF_8),
                    new Secrets(
                        InputStream.nullInputStream(), prompt -> Optional.empty(), new Redaction()),
                    out))
            .run(words.toArray(String[]::new));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    return new Outcome(code, lines(out), lines(err), took);
  }

  private static List<String> lines(ByteArrayOutputStream bytes) {
    return bytes.toString(UTF_8).lines().toList();
  }
}
