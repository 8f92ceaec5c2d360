package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.access.Redaction;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be wrong with a command line: one line each that says what, and what may be meant. */
class UsageErrorsTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          follow --levle INFO            | unknown option --levle; did you mean --level?
          follow --lev                   | unknown option --lev; did you mean --level?
          follow -level-of-it            | --level: 'evel-of-it' is no level; use TRACE, DEBUG,
          follow --no-such-thing         | unknown option --no-such-thing; see
          follow -Z                      | unknown option -Z; see
          follow --levle=INFO            | unknown option --levle; did you mean --level?
          folow                          | unknown command 'folow'; did you mean follow?
          002050                         | unknown command '002050'; did you mean 'logtail follow 002050'?
          --api http://x list            | --api goes behind the command: logtail list --api; see
          demo foo                       | 'foo' is one word too many; see
          follow --level                 | --level needs a value: LEVEL; see
          follow --level --lines         | --level needs a value: LEVEL; see
          list -o                        | --output needs a value: table, wide, json, name, url; see
          man                            | missing DIR; see
          completion                     | missing SHELL; see
          completion fihs                | SHELL: 'fihs' is not known; did you mean fish?
          follow --color blue            | --color: 'blue' is not known; known are auto, always, never; see
          follow --dialect rw            | --dialect: 'rw' is not known; did you mean raw?
          follow -l WRNING               | --level: 'WRNING' is no level; did you mean WARNING?
          follow --fail-on EROR          | --fail-on: 'EROR' is no level; did you mean ERROR?
          follow --tz Asia/Shangai       | --tz: 'Asia/Shangai' is no time zone; did you mean Asia/Shanghai?
          follow --limit abc             | --limit: 'abc' is no whole number; see
          follow --limit 1.5             | --limit: '1.5' is no whole number; see
          follow --tail 99999999999      | --tail: '99999999999' is too large; see
          demo --rate fast               | --rate: 'fast' is no number; see
          follow --lines=yes             | --lines: 'yes' is neither true nor false; see
          follow --for 3x                | --for: '3x' is no duration; write 500ms, 10s, 5m or 2h30m; see
          follow --memory big            | --memory: 'big' is no size; write 4096, 512k, 64m or 1g; see
          list --discover-every 1s       | --discover-every is how often --watch asks; add --watch
          list --watch --discover-every 1ms | --discover-every takes 100ms or more
          follow --max-frame 4g          | --max-frame takes 1 to 2047m
          export --max-frame 0           | --max-frame takes 1 to 2047m
          debug ws://x --timeout 1s      | --timeout needs --expect or --count
          follow --fixed                 | --fixed takes -i, -e and --highlight as plain text; add one
          export --fixed -l INFO         | --fixed takes -i and -e as plain text; add one
          follow --alert-every 1s        | --alert-every is how often --alert tells; add --alert
          export --alert-every 1s        | --alert-every is how often --alert tells; add --follow,
          follow --no-reconnect --max-retries 3 | --max-retries is about trying again, and --no-reconnect does not
          follow --no-reconnect --max-backoff 3s | --max-backoff is about trying again, and --no-reconnect does not
          follow --lines --mouse         | --mouse is for the console, and lines were asked for
          demo -o json --mouse           | --mouse is for the console, and lines were asked for
          demo --serve-only --for 3s     | --for is about what is shown, and --serve-only shows nothing; leave one out
          stats -o json --color always   | --color does nothing with -o json; it is for text
          stats --order arrival          | unknown option --order
          help filtr                     | there is no help on 'filtr'; did you mean filter?
          help follow more               | there is no help on 'more'
          """)
  void sayWhatIsWrongAndWhatMayBeMeant(String line, String expected) {
    int code = run(line.split(" "));

    assertThat(said()).startsWith("logtail: " + expected).hasLineCount(1);
    assertThat(code).isEqualTo(2);
  }

  @Test
  void foreignTextInThemIsMadeSafe() {
    run("follow", "--\u001b]0;x\u0007y");

    assertThat(said()).doesNotContain("\u001b", "\u0007").hasLineCount(1);
  }

  @Test
  void theLastOfAnOptionGivenTwiceHolds() {
    int code = run("list", "-o", "name", "-o", "json", "--api", "http://127.0.0.1:9");

    assertThat(code).isEqualTo(6);
    assertThat(said()).contains("127.0.0.1:9").hasLineCount(1);
  }

  private int run(String... words) {
    return new Logtail(environment()).run(words);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Environment environment() {
    return new Environment(
        OutputStream.nullOutputStream(),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        new Secrets(InputStream.nullInputStream(), prompt -> Optional.empty(), new Redaction()),
        Map.of(),
        TerminalFacts.of(Map.of(), false, false, false),
        stop -> {},
        WallClock.system(),
        Ticker.system(),
        64L << 20);
  }
}
