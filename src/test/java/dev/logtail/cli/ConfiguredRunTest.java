package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.access.Redaction;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class ConfiguredRunTest {
  /** Remembers what its options were when it was run. */
  @Command(name = "probe")
  static final class Probe implements Callable<Integer> {
    /** Forms that only this command knows. */
    enum Form {
      SQUARE,
      ROUND
    }

    @Option(names = "--dialect", defaultValue = "auto")
    private String text = "";

    @Option(names = "--max-workers", defaultValue = "1")
    private int number;

    @Option(names = "--allow-private-streams")
    private boolean flag;

    @Option(names = "--connect-timeout", converter = DurationConverter.class)
    private Optional<Duration> duration = Optional.empty();

    @Option(names = {"-i", "--include"})
    private List<String> list = List.of();

    @Option(names = "--wait", arity = "0..1", fallbackValue = "for-ever")
    private Optional<String> wait = Optional.empty();

    @Option(names = "--force")
    private boolean force;

    @Option(names = "--append")
    private boolean append;

    @Option(names = "--out")
    private String out = "-";

    @Option(names = "--order")
    private String order = "time";

    @Option(names = "--order-window", converter = DurationConverter.class)
    private Optional<Duration> window = Optional.empty();

    @Option(names = "--no-reconnect")
    private boolean once;

    @Option(names = "--max-retries")
    private int retries;

    @Option(names = "--color")
    private String color = "-";

    @Option(names = "--output")
    private Form form = Form.SQUARE;

    @Option(names = "--limit")
    private int limit;

    @Mixin private ApiOptions api = new ApiOptions();

    @CommandLine.ArgGroup(validate = false, exclusive = false)
    private Grouped grouped = new Grouped();

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    /** Options under a heading of their own. */
    static final class Grouped {
      @Option(names = "--auth-host")
      private List<String> hosts = List.of();

      @Option(names = "--netrc")
      private boolean netrc;
    }

    private final Map<String, Object> seen;

    Probe(Map<String, Object> seen) {
      this.seen = seen;
    }

    @Override
    public Integer call() {
      if (limit < 0) {
        throw new UserError(ExitCode.USAGE, "--limit takes 0 or more");
      }
      seen.put("dialect", text);
      seen.put("max-workers", number);
      seen.put("allow-private-streams", flag);
      seen.put("connect-timeout", duration);
      seen.put("include", list);
      seen.put("wait", wait);
      seen.put("force", force);
      seen.put("append", append);
      seen.put("out", out);
      seen.put("order", order);
      seen.put("order-window", window);
      seen.put("no-reconnect", once);
      seen.put("max-retries", retries);
      seen.put("color", color);
      seen.put("output", form);
      seen.put("api", api.api());
      seen.put("auth-host", grouped.hosts);
      seen.put("netrc", grouped.netrc);
      seen.put(
          "typed",
          spec.commandLine().getParseResult().matchedOptions().stream()
              .map(option -> option.longestName())
              .toList());
      return 0;
    }
  }

  /** Knows other forms. */
  @Command(name = "other")
  static final class Other implements Callable<Integer> {
    /** Its forms. */
    enum Form {
      TABLE,
      WIDE
    }

    @Option(names = "--output")
    private Form form = Form.TABLE;

    @Option(names = "--depth")
    private int depth;

    @Override
    public Integer call() {
      return form.ordinal() + depth;
    }
  }

  @TempDir private Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, Object> seen = new HashMap<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private CommandLine program() {
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    Environment environment =
        new Environment(
            OutputStream.nullOutputStream(),
            err,
            new Secrets(InputStream.nullInputStream(), prompt -> Optional.empty(), new Redaction()),
            variables,
            TerminalFacts.of(variables, false, false, false),
            stop -> {},
            WallClock.system(),
            Ticker.system(),
            1L << 28);
    ErrorReporter reporter = new ErrorReporter(err);
    CommandLine root = new CommandLine(CommandLine.Model.CommandSpec.create().name("logtail"));
    root.addSubcommand(new Probe(seen)).addSubcommand(new Other());
    return root.setExecutionStrategy(new ConfiguredRun(environment, root::getCommandSpec))
        .setParameterExceptionHandler(reporter)
        .setExecutionExceptionHandler(reporter)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private void configure(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), String.join("\n", lines));
    variables.put("LOGTAIL_CONFIG", file.toString());
  }

  private Object value(String name, String... words) {
    seen.clear();
    assertThat(run(words)).as(said::toString).isZero();
    return seen.get(name);
  }

  private int run(String... words) {
    said.reset();
    String[] line = new String[words.length + 1];
    line[0] = "probe";
    System.arraycopy(words, 0, line, 1, words.length);
    return program().execute(line);
  }

  private String error(String... words) {
    assertThat(run(words)).isEqualTo(2);
    return said.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "dialect, typed, fromcontext, fromdefaults, typed, fromcontext, fromdefaults, auto",
    "max-workers, 9, 8, 7, 9, 8, 7, 1",
    "allow-private-streams, false, true, false, false, true, false, false",
    "allow-private-streams, true, false, true, true, false, true, false",
    "connect-timeout, 9s, 8s, 7s, Optional[PT9S], Optional[PT8S], Optional[PT7S], Optional.empty"
  })
  void what_is_typed_beats_the_context_beats_the_defaults_beat_what_is_built_in(
      String name,
      String typed,
      String context,
      String defaults,
      String a,
      String b,
      String c,
      String d)
      throws IOException {
    configure(
        "contexts: {x: {" + name + ": " + context + "}}",
        "defaults: {" + name + ": " + defaults + "}");
    assertThat(value(name, "--context=x", "--" + name + "=" + typed)).hasToString(a);
    assertThat(value(name, "--context=x")).hasToString(b);
    assertThat(value(name)).hasToString(c);
    configure("");
    assertThat(value(name)).hasToString(d);
  }

  @Test
  void the_environment_beats_context_and_defaults() throws IOException {
    configure("defaults: {color: always, api: 'http://d'}", "contexts: {x: {api: 'http://c'}}");
    assertThat(value("color")).isEqualTo("always");
    assertThat(value("api")).isEqualTo(Optional.of("http://d"));
    assertThat(value("api", "--context=x"))
        .as("the context has its own")
        .isEqualTo(Optional.empty());
    variables.put("NO_COLOR", "1");
    variables.put("LOGTAIL_API", "http://e");
    assertThat(value("color")).isEqualTo("-");
    assertThat(value("api")).isEqualTo(Optional.empty());
    assertThat(value("color", "--color=never")).isEqualTo("never");
  }

  @Test
  void the_context_is_the_typed_one_or_the_environments_or_the_current_one() throws IOException {
    configure("current: a", "contexts: {a: {dialect: da}, b: {dialect: db}, c: {dialect: dc}}");
    assertThat(value("dialect")).isEqualTo("da");
    variables.put("LOGTAIL_CONTEXT", "b");
    assertThat(value("dialect")).isEqualTo("db");
    assertThat(value("dialect", "--context", "c")).isEqualTo("dc");
    assertThat(error("--context", "cc"))
        .contains("--context: no context 'cc' in " + folder.resolve("c.yaml"))
        .contains("did you mean c? There are a, b, c");
    variables.put("LOGTAIL_CONTEXT", "production");
    assertThat(error()).contains("LOGTAIL_CONTEXT: no context 'production'", "there are a, b, c");
  }

  @Test
  void lists_are_replaced_and_values_may_be_left_out_where_the_option_allows_it()
      throws IOException {
    configure("defaults: {include: [a, 'b=c d'], wait: true}");
    assertThat(value("include")).isEqualTo(List.of("a", "b=c d"));
    assertThat(value("include", "-i", "x")).isEqualTo(List.of("x"));
    assertThat(value("wait")).isEqualTo(Optional.of("for-ever"));
    configure("defaults: {include: [], wait: 3s}");
    assertThat(value("include")).isEqualTo(List.of());
    assertThat(value("wait")).isEqualTo(Optional.of("3s"));
    configure("defaults: {wait: false}");
    assertThat(value("wait")).isEqualTo(Optional.empty());
  }

  @Test
  void what_the_file_says_does_not_count_as_typed() throws IOException {
    configure("defaults: {max-workers: 7, auth-host: [a, b], include: x}");
    assertThat(value("typed", "--force", "-i", "y")).isEqualTo(List.of("--force", "--include"));
    assertThat(seen).containsEntry("max-workers", 7).containsEntry("auth-host", List.of("a", "b"));
    assertThat(value("auth-host", "--netrc")).isEqualTo(List.of("a", "b"));
    assertThat(seen).containsEntry("netrc", true);
    assertThat(value("auth-host", "--auth-host", "c")).isEqualTo(List.of("c"));
  }

  @ParameterizedTest
  @CsvSource({
    "append: true, --force, append, false",
    "append: true, --force=false, append, true",
    "force: true, --append, force, false",
    "order: arrival, --order-window=1s, order, time",
    "order-window: 2s, --order=arrival, order-window, Optional.empty",
    "order-window: 2s, --order=time, order-window, Optional[PT2S]",
    "no-reconnect: true, --max-retries=3, no-reconnect, false"
  })
  void who_types_an_option_does_not_want_its_rival_from_the_file(
      String setting, String typed, String name, String value) throws IOException {
    configure("defaults: {" + setting + "}");
    assertThat(value(name, "--out=x", typed)).hasToString(value);
  }

  @Test
  void what_is_about_files_is_not_used_without_one() throws IOException {
    configure("defaults: {append: true}");
    assertThat(value("append", "--out", "x")).isEqualTo(true);
    assertThat(value("append", "--out", "-")).isEqualTo(false);
    assertThat(value("append")).isEqualTo(false);
  }

  @Test
  void what_another_command_knows_is_not_used_here() throws IOException {
    configure("defaults: {output: wide, depth: 3}");
    assertThat(value("output")).isEqualTo(Probe.Form.SQUARE);
    assertThat(program().execute("other")).isEqualTo(4);
    configure("defaults: {output: Round}");
    assertThat(value("output")).isEqualTo(Probe.Form.ROUND);
    assertThat(program().execute("other")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deepth: 3 | line 2: unknown option 'deepth' in defaults; did you mean depth?",
        "xyzzy: 3 | unknown option 'xyzzy' in defaults; any long option",
        "token: x | line 2: 'token' can't stand in defaults: it belongs into a context",
        "insecure: true | 'insecure' can't stand in defaults: it can't be set in a file",
        "theme: dark | 'theme' can't stand in defaults: it is written as 'theme: NAME' at the top",
        "max-workers: many | --max-workers: 'many' is no whole number"
            + " (--max-workers is set in FILE, line 2)",
        "connect-timeout: soon | 'soon' is no duration",
        "netrc: maybe | --netrc: 'maybe' is neither true nor false (--netrc is",
        "output: oval | 'oval' is not known; known are SQUARE, ROUND (--output is set in FILE, line 2)",
        "limit: -1 | --limit takes 0 or more (--limit is set in FILE, line 2)"
      })
  void a_mistake_is_told_with_file_and_line(String setting, String message) throws IOException {
    configure("defaults:", "  " + setting);
    assertThat(error())
        .contains(message.replace("FILE", folder.resolve("c.yaml").toString()))
        .contains(folder.resolve("c.yaml").toString())
        .hasLineCount(1);
  }

  @Test
  void what_was_typed_wrong_is_not_blamed_on_the_file() throws IOException {
    configure("defaults: {max-workers: many}");
    assertThat(error("--max-workers=few")).contains("'few'").doesNotContain("c.yaml");
    assertThat(error("--limit=-1", "--max-workers=1")).doesNotContain("c.yaml");
  }
}
