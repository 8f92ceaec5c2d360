package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.logtail.pipeline.access.Redaction;
import dev.logtail.pipeline.filter.FilterSettings;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FilterOptionsTest {
  private static FilterSettings read(String... words) {
    Environment environment =
        new Environment(
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            new Secrets(InputStream.nullInputStream(), prompt -> Optional.empty(), new Redaction()),
            Map.of(),
            TerminalFacts.of(Map.of(), false, false, false),
            stop -> {},
            WallClock.system(),
            Ticker.system(),
            1L << 28);
    FilterOptions options = CommandLine.populateCommand(new FilterOptions(), words);
    return options.settings(environment, ZoneOffset.UTC);
  }

  private static UserError refusal(String... words) {
    return catchThrowableOfType(UserError.class, () -> read(words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--include", "--exclude"})
  void what_is_too_long_to_look_for_is_refused_in_a_line(String option) {
    String tooLong = "x".repeat(4001);

    for (String[] words : new String[][] {{option, tooLong}, {"--fixed", option, tooLong}}) {
      UserError refusal = refusal(words);
      assertThat(refusal).hasMessage(option + ": text to look for has at most 4000 characters");
      assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE);
    }
    assertThat(refusal(option, "a(")).hasMessageEndingWith("; --fixed takes it as plain text");
    read("--fixed", option, "a(");
  }
}
