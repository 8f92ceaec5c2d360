package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.access.Redaction;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The config command on its file, in this process. */
class ConfigCommandTest {
  private static final String CANARY = "cAnArY-4711";

  @TempDir private Path folder;
  private final Map<String, String> variables = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path file = Path.of("");

  @BeforeEach
  void home() {
    variables.put("XDG_CONFIG_HOME", folder.toString());
    file = folder.resolve("logtail/config.yaml");
  }

  private void configure(String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private int run(String... words) {
    out.reset();
    err.reset();
    return new Logtail(
            new Environment(
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Secrets(
                    InputStream.nullInputStream(), prompt -> Optional.empty(), new Redaction()),
                variables,
                TerminalFacts.of(variables, false, false, false),
                stop -> {},
                WallClock.system(),
                Ticker.system(),
                1L << 28))
        .run(words);
  }

  private List<String> lines(String... words) {
    assertThat(run(words)).as(() -> text(err)).isZero();
    return text(out).lines().toList();
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }

  private String explained(String name, String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "config";
    words[1] = "explain";
    words[2] = name;
    System.arraycopy(more, 0, words, 3, more.length);
    return lines(words).stream()
        .map(line -> line.replaceAll(" {2,}", " | "))
        .collect(Collectors.joining(";"))
        .replace(file.toString(), "FILE");
  }

  @Test
  void explain_tells_each_level_as_long_as_nothing_goes_before_it() throws IOException {
    assertThat(explained("api")).isEqualTo("api | http://localhost:5000 | built-in");
    configure(
        "current: prod",
        "contexts: {prod: {api: 'http://prod'}, dev: {api: 'http://dev'}, bare: {}}",
        "defaults:",
        "  api: http://defaults",
        "  level: INFO",
        "  max-workers: 7",
        "  stats: true",
        "  connect-timeout: 3s");
    assertThat(explained("api", "--context=bare"))
        .isEqualTo("api | http://defaults | defaults (FILE:4)");
    assertThat(explained("api")).isEqualTo("api | http://prod | context prod (FILE:2)");
    assertThat(explained("api", "--context=dev"))
        .isEqualTo("api | http://dev | context dev (FILE:2)");
    variables.put("LOGTAIL_API", "http://env");
    assertThat(explained("api")).isEqualTo("api | http://env | LOGTAIL_API");
    assertThat(explained("api", "--api=http://typed")).isEqualTo("api | http://typed | --api");
    assertThat(explained("level")).isEqualTo("level | INFO | defaults (FILE:5)");
    assertThat(explained("max-workers")).isEqualTo("max-workers | 7 | defaults (FILE:6)");
    assertThat(explained("stats")).isEqualTo("stats | true | defaults (FILE:7)");
    assertThat(explained("connect-timeout")).isEqualTo("connect-timeout | 3s | defaults (FILE:8)");
    assertThat(explained("quiet")).isEqualTo("quiet | false | built-in");
  }

  @Test
  void explain_tells_which_file_and_context_hold() throws IOException {
    assertThat(explained("config")).isEqualTo("config | - | the usual place");
    configure("current: a", "contexts: {a: {}, b: {}, c: {}}");
    assertThat(explained("config")).isEqualTo("config | FILE | the usual place");
    assertThat(explained("context")).isEqualTo("context | a | FILE:1");
    variables.put("LOGTAIL_CONTEXT", "b");
    assertThat(explained("context")).isEqualTo("context | b | LOGTAIL_CONTEXT");
    assertThat(explained("context", "--context", "c")).isEqualTo("context | c | --context");
    assertThat(run("config", "explain", "--context", "cc")).isEqualTo(2);
    assertThat(text(err))
        .contains("no context 'cc' in " + file + "; did you mean c? There are a, b");
    assertThat(run("config", "explain", "levle")).isEqualTo(2);
    assertThat(text(err)).contains("no setting 'levle'; did you mean level?");
  }

  @Test
  void explain_tells_sections_and_variables_that_stand_for_options() throws IOException {
    configure(
        "theme: {base: light, ERROR: bold}",
        "highlights: [{match: filled, style: red}, {match: lost}]",
        "alerts: [{when: level >= ERROR, do: [bell, 'webhook:https://h.example/" + CANARY + "']}]");
    variables.put("NO_COLOR", "1");
    assertThat(explained("theme", "highlight", "alert", "color"))
        .isEqualTo(
            "theme | light | FILE:1;color | never | NO_COLOR;highlight | filled in red | FILE:2;"
                + "highlight | lost | FILE:2;"
                + "alert | level >= ERROR: bell, webhook:https://h.example/**** | FILE:3");
    variables.put("LOGTAIL_THEME", "mono");
    assertThat(explained("theme")).isEqualTo("theme | mono | LOGTAIL_THEME");
    assertThat(explained("output")).contains("table (list)", "built-in");
  }

  @Test
  void explain_tells_which_of_two_tokens_is_used() throws IOException {
    configure("current: a", "contexts:", "  a:", "    token: " + CANARY, "    token-file: there");
    assertThat(explained("token", "token-file"))
        .isEqualTo(
            "token-file | there | context a (FILE:5);token | **** | context a (FILE:4); not used,"
                + " context a (FILE:5) goes before it");
    variables.put("LOGTAIL_TOKEN", CANARY);
    assertThat(explained("token", "token-file"))
        .isEqualTo(
            "token-file | there | context a (FILE:5); not used, LOGTAIL_TOKEN goes before it;"
                + "token | **** | LOGTAIL_TOKEN");
  }

  @Test
  void explain_speaks_json() throws IOException {
    configure("defaults: {include: ['a\"b', c]}");
    assertThat(lines("config", "explain", "include", "-o", "json"))
        .containsExactly(
            "[{\"name\":\"include\",\"value\":\"a\\\"b, c\",\"source\":\"defaults\",\"where\":"
                + "\"defaults ("
                + file
                + ":1)\"}]");
    assertThat(lines("config", "explain", "-o", "json"))
        .singleElement()
        .asString()
        .contains("[{\"name\":\"config\"", "built-in");
  }

  @Test
  void check_tells_every_mistake_with_its_line_and_ends_with_2() throws IOException {
    configure(
        "current: nope",
        "contexts:",
        "  a: {api: 'ftp://x', server-tz: Mars}",
        "  b:",
        "    token-file: none",
        "    cacert: none.pem",
        "    key: k.pem",
        "    headers: ['Host: x']",
        "    dialect: rw",
        "    max-workers: 0",
        "    tokn: " + CANARY,
        "defaults:",
        "  levl: INFO",
        "  level: LOUD",
        "  include: '('",
        "  where: level >",
        "  tz: Mars",
        "  for: soon",
        "  output: wide",
        "  token: " + CANARY,
        "theme: {base: drak, ERROR: blod, EROR: red}",
        "highlights: [{match: '(', style: blod}]",
        "alerts: [{when: 'level >=', do: bell}, {when: x, do: bel},",
        "  {when: 'level >', do: [bel, ring]}]");
    assertThat(run("config", "check")).isEqualTo(2);
    List<String> found = text(out).lines().map(l -> l.replace(file + ":", "")).toList();
    assertThat(found)
        .usingElementComparator((line, part) -> line.startsWith(part) ? 0 : 1)
        .containsExactly(
            "1: current names the context 'nope', which is not among the contexts; there are a, b",
            "3: context 'a': can't use 'ftp://x' as API",
            "3: context 'a': server-tz: 'Mars' is no time zone",
            "5: context 'b': token-file " + folder.resolve("logtail/none") + ": no such file",
            "6: context 'b': cacert " + folder.resolve("logtail/none.pem") + " can't be read",
            "7: context 'b': key needs cert",
            "8: context 'b': the configuration's headers: Host can't be given",
            "9: --dialect: 'rw' is not known; did you mean raw?",
            "10: --max-workers takes 1 or more, not 0",
            "11: unknown key 'tokn' in context 'b'; did you mean token?",
            "13: unknown option 'levl' in defaults; did you mean level?",
            "14: --level: 'LOUD' is no level",
            "15: --include: '(' is not a regular expression",
            "16: --where: a value is missing after '>'",
            "17: --tz: 'Mars' is no time zone",
            "18: --for: 'soon' is no duration",
            "20: 'token' can't stand in defaults: it belongs into a context",
            "21: unknown theme 'drak'; did you mean dark?",
            "21: theme: ERROR: unknown word 'blod'; did you mean bold?",
            "21: unknown key 'EROR' in theme; did you mean ERROR?",
            "22: match: '(' is not a regular expression",
            "22: style: unknown word 'blod'; did you mean bold?",
            "23: a value is missing after '>='",
            "23: 'bel' is no action; did you mean bell?",
            "24: a value is missing after '>'",
            "24: 'bel' is no action; did you mean bell?",
            "24: 'ring' is no action");
    assertThat(text(out) + text(err)).doesNotContain(CANARY);
    assertThat(text(err)).contains("27 mistakes");
  }

  @Test
  void check_asks_what_the_command_check_asks() throws IOException {
    configure("defaults: {timeout: 5ms, max-workers: 0}");
    assertThat(run("config", "check")).isEqualTo(2);
    assertThat(text(out))
        .contains("--timeout takes 100ms or more", "--max-workers takes 1 or more, not 0");
  }

  @Test
  void check_tells_that_others_can_read_a_secret() throws IOException {
    for (String context :
        List.of("token: x", "user: 'b:p'", "headers: {X: y}", "api: 'http://u:p@h'")) {
      configure("contexts:", "  a: {}", "  b: {" + context + "}");
      assertThat(run("config", "check")).as(text(err)).isZero();
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      assertThat(run("config", "check")).isEqualTo(2);
      assertThat(text(out)).startsWith(file + ":3: ").contains("chmod 600 " + file).hasLineCount(1);
    }
  }

  @Test
  void check_judges_what_only_debug_takes() throws IOException {
    configure(
        "defaults:",
        "  protocol: 9",
        "  count: 0",
        "  expect: '('",
        "  max-redirects: -1",
        "  ping-interval: 1ms",
        "  max-frame: 4g",
        "  timeout: 5s",
        "  slash: true");
    assertThat(run("config", "check")).isEqualTo(2);
    List<String> found = text(out).lines().map(l -> l.replace(file + ":", "")).toList();
    assertThat(found)
        .usingElementComparator((line, part) -> line.startsWith(part) ? 0 : 1)
        .containsExactly(
            "2: --protocol takes 13 or 8, not 9",
            "3: --count takes 1 or more, not 0",
            "4: --expect: '(' is not a regular expression",
            "5: --max-redirects takes 0 or more, not -1",
            "6: --ping-interval takes 100ms or more",
            "7: --max-frame takes 1 to 2047m");
  }

  @Test
  void check_is_content_with_what_is_in_order() throws IOException {
    assertThat(lines("config", "check")).isEmpty();
    assertThat(text(err)).contains("no configuration in " + file, "config init");
    configure(
        "contexts: {a: {api: 'http://x', dialect: raw}}", "defaults: {level: INFO, output: wide}");
    assertThat(lines("config", "check")).isEmpty();
    assertThat(text(err)).contains("no mistakes in 1 context, 2 defaults");
    assertThat(run("config", "check", "--config", folder.resolve("none").toString())).isEqualTo(2);
  }

  @Test
  void contexts_marks_the_current_one() throws IOException {
    configure(
        "current: b", "contexts: {a: {api: 'http://u:" + CANARY + "@a'}, b: {server-tz: UTC}}");
    assertThat(lines("config", "contexts"))
        .containsExactly(
            "   NAME  API            SERVER-TZ",
            "   a     http://****@a  -",
            "*  b     -              UTC");
    variables.put("LOGTAIL_CONTEXT", "a");
    assertThat(lines("config", "get-contexts")).anyMatch(line -> line.startsWith("*  a "));
    assertThat(lines("config", "contexts", "-o", "name")).containsExactly("a", "b");
  }

  @Test
  void use_context_changes_the_file_and_names_the_nearest() throws IOException {
    configure("current: a  # here", "contexts: {a: {}, beta: {}}");
    assertThat(lines("config", "use-context", "beta"))
        .containsExactly("current context: beta (was a)");
    assertThat(Files.readString(file))
        .isEqualTo("current: beta  # here\ncontexts: {a: {}, beta: {}}\n");
    assertThat(run("config", "use-context", "bta")).isEqualTo(2);
    assertThat(text(err))
        .contains("use-context: no context 'bta' in " + file + "; did you mean beta?");
    variables.put("LOGTAIL_CONTEXT", "beta");
    assertThat(lines("config", "use-context", "a")).hasSize(1);
    assertThat(text(err)).contains("LOGTAIL_CONTEXT is set and goes before");
  }

  @Test
  void init_writes_an_example_that_holds_when_its_marks_are_taken_away() throws IOException {
    assertThat(lines("config", "init")).containsExactly(file.toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(run("config", "init")).isEqualTo(8);
    assertThat(text(err)).contains(file + " exists");
    Files.writeString(file.resolveSibling("prod.token"), "abc");
    Files.writeString(file, Files.readString(file).replaceAll("(?m)^#(?=\\S|  )", ""));
    assertThat(lines("config", "check")).isEmpty();
    assertThat(text(err))
        .contains("no mistakes in 2 contexts, 3 defaults, 1 highlight and 1 alert");
    assertThat(explained("time")).contains("time | full | defaults");
  }

  @Test
  void path_and_show_tell_of_a_file_that_is_not_there() {
    assertThat(lines("config", "path")).containsExactly(file.toString());
    assertThat(text(err)).contains("no such file yet");
    assertThat(lines("config", "show")).isEmpty();
    assertThat(text(err)).contains("no configuration in " + file);
    assertThat(run("config", "show", "--config", "/none")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "show",
        "path",
        "explain",
        "explain -o json",
        "check",
        "contexts",
        "use-context a"
      })
  void no_secret_is_in_any_output(String command) throws IOException {
    configure(
        "# " + CANARY,
        "current: a",
        "contexts:",
        "  a: {api: 'http://u:" + CANARY + "@h', token: " + CANARY + ", user: 'u:" + CANARY + "',",
        "      headers: {X: " + CANARY + "}}",
        "defaults: {api: 'http://u:" + CANARY + "@h'}",
        "alerts: [{when: x, do: 'webhook:https://h.example/" + CANARY + "'}]");
    variables.put("LOGTAIL_TOKEN", CANARY);
    variables.put("LOGTAIL_API", "http://u:" + CANARY + "@h");
    assertThat(run(("config " + command).strip().split(" "))).isZero();
    assertThat(text(out) + text(err)).isNotEmpty().doesNotContain(CANARY);
    variables.clear();
    home();
    assertThat(run(("config " + command).strip().split(" "))).isZero();
    assertThat(text(out) + text(err)).isNotEmpty().doesNotContain(CANARY);
    configure(
        "contexts: {a: {tokn: "
            + CANARY
            + ", token: ["
            + CANARY
            + "], user: {x: "
            + CANARY
            + "}}}");
    run(("config " + command).strip().split(" "));
    assertThat(text(out) + text(err)).isNotEmpty().doesNotContain(CANARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "path", "explain", "check", "contexts", "use-context", "init"})
  void help_has_three_examples_in_eighty_columns(String command) {
    List<String> help = lines("config", command, "--help");
    assertThat(help).allMatch(line -> line.length() <= 80);
    assertThat(help.stream().dropWhile(line -> !line.equals("Examples:")).skip(1).limit(3))
        .hasSize(3)
        .allMatch(line -> line.startsWith("  ") && !line.isBlank());
  }
}
