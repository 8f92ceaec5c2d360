package dev.logtail.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
  @TempDir private Path folder;

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), String.join("\n", lines) + "\n");
  }

  private AbstractStringAssert<?> assertRefused(Path file) {
    Throwable[] thrown = new Throwable[1];
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThatThrownBy(() -> SettingsLoader.load(file)).satisfies(e -> thrown[0] = e));
    assertThat(thrown[0]).isInstanceOf(SettingsException.class);
    return assertThat(thrown[0].getMessage())
        .contains(file.toString())
        .doesNotContain("\n")
        .hasSizeLessThan(500);
  }

  @Test
  void contexts_are_read_with_their_lines() throws Exception {
    Path file =
        file(
            "current: prod",
            "contexts:",
            "  prod: {api: https://trade.example/root, server-tz: Asia/Shanghai}",
            "  dev:",
            "    api: 'http://localhost:5000'",
            "    auth-host: [a.example, '*.b.example']",
            "    dialect: raw");
    Settings settings = SettingsLoader.load(file);
    assertThat(settings.current()).hasValue(word("prod", 1));
    assertThat(settings.contextNames()).containsExactly("prod", "dev");
    assertThat(settings.context("none")).isEmpty();
    assertThat(settings.context("prod"))
        .hasValue(
            new ContextSettings(
                word("prod", 3),
                Optional.of("https://trade.example/root"),
                Optional.of("Asia/Shanghai"),
                AccessSettings.NONE,
                List.of(),
                Map.of(
                    "api", word("https://trade.example/root", 3),
                    "server-tz", word("Asia/Shanghai", 3))));
    ContextSettings dev = settings.context("dev").orElseThrow();
    assertThat(dev.api()).hasValue("http://localhost:5000");
    assertThat(dev.options())
        .containsExactly(
            new OptionSetting("auth-host", List.of("a.example", "*.b.example"), 6),
            new OptionSetting("dialect", List.of("raw"), 7));
    assertThat(dev.lineOf("api")).isEqualTo(5);
    assertThat(dev.lineOf("key")).isEqualTo(4);
  }

  private AccessSettings access(Path file) throws SettingsException {
    return SettingsLoader.load(file).context("a").orElseThrow().access();
  }

  @Test
  void what_a_context_says_about_access_is_read() throws Exception {
    AccessSettings access =
        access(
            file(
                "contexts:",
                "  a:",
                "    token-file: ~/prod.token",
                "    token: abc",
                "    user: 'bob:pw'",
                "    headers: {X-Tenant: 5, X-Api-Key: k}",
                "    cacert: ca.pem",
                "    cert: c.pem",
                "    key: k.pem"));
    assertThat(access.tokenFile()).hasValue("~/prod.token");
    assertThat(access.token()).hasValue(new Secret("abc"));
    assertThat(access.user()).hasValue(new Secret("bob:pw"));
    assertThat(access.headers())
        .containsExactly(new Secret("X-Tenant: 5"), new Secret("X-Api-Key: k"));
    assertThat(access.authorities()).hasValue("ca.pem");
    assertThat(access.certificate()).hasValue("c.pem");
    assertThat(access.key()).hasValue("k.pem");
    assertThat(access.holdsSecret()).isTrue();
    assertThat(access.toString()).doesNotContain("abc", "pw", "X-Api");
  }

  @Test
  void defaults_are_read_as_they_are_written() throws Exception {
    Path file =
        file(
            "defaults:",
            "  level: INFO",
            "  include: [a, 'b c']",
            "  lines: yes",
            "  tz:",
            "  n: 007");
    assertThat(SettingsLoader.load(file).defaults())
        .containsExactly(
            new OptionSetting("level", List.of("INFO"), 2),
            new OptionSetting("include", List.of("a", "b c"), 3),
            new OptionSetting("lines", List.of("yes"), 4),
            new OptionSetting("n", List.of("007"), 6));
  }

  @Test
  void highlights_are_read_with_their_lines() throws Exception {
    Path file =
        file(
            "highlights:",
            "  - {match: '成交|filled', style: bold green}",
            "  - style: red",
            "    match: 42",
            "  - match: plain");
    assertThat(SettingsLoader.load(file).highlights())
        .containsExactly(
            new HighlightSetting("成交|filled", Optional.of("bold green"), 2),
            new HighlightSetting("42", Optional.of("red"), 4),
            new HighlightSetting("plain", Optional.empty(), 5));
  }

  @Test
  void alerts_are_read_with_their_lines_and_one_action_or_many() throws Exception {
    Path file =
        file(
            "alerts:",
            "  - {when: level >= CRITICAL, do: bell}",
            "  -",
            "    do: [notify, 'exec:mail -s x']",
            "    when: stale>60s");
    assertThat(SettingsLoader.load(file).alerts())
        .containsExactly(
            new AlertSetting("level >= CRITICAL", List.of("bell"), 2),
            new AlertSetting("stale>60s", List.of("notify", "exec:mail -s x"), 5));
  }

  @Test
  void what_an_element_of_a_list_lacks_or_does_not_know_is_told_with_its_line() throws IOException {
    assertRefused(file("highlights:", "- match: a", "- {matsh: b, style: red}"))
        .contains("line 3: unknown key 'matsh' in an element of highlights; did you mean match?");
    assertRefused(file("highlights:", "- match: a", "- {style: red}"))
        .contains("line 3: 'match' is missing in an element of highlights");
    assertRefused(file("highlights:", "- just text")).contains("line 2: an element of highlights");
    assertRefused(file("highlights: {match: a}")).contains("line 1: highlights should be a list");
    assertRefused(file("highlights:", "- match: [a]")).contains("line 2: 'match' in an element");
    assertRefused(file("alerts:", "- {when: x, do: bell, doo: y}"))
        .contains("line 2: unknown key 'doo' in an element of alerts; did you mean do?");
    assertRefused(file("alerts:", "- {when: x}")).contains("line 2: 'do' is missing");
    assertRefused(file("alerts:", "- {do: bell}")).contains("line 2: 'when' is missing");
    assertRefused(file("alerts:", "- {when: x, do: []}")).contains("'do' is missing");
    assertRefused(file("alerts:", "- {when: x, do: [[bell]]}")).contains("an element of 'do'");
    assertRefused(file("alerts: bell")).contains("line 1: alerts should be a list like [{when:");
    assertRefused(file("defaults: [level]")).contains("line 1: defaults should be a list of");
    assertRefused(file("defaults: {level: {a: b}}")).contains("'level' in defaults should be one");
  }

  @Test
  void all_problems_are_found_and_the_others_are_counted() throws Exception {
    Path file = file("curent: a", "contexts: {a: {apii: x, token: [y]}}", "theme: [b]");
    assertThat(SettingsLoader.examine(file).problems())
        .extracting(Problem::line)
        .containsExactly(1, 2, 2, 3);
    assertRefused(file)
        .contains("line 1: unknown key 'curent'", "(and 3 more: logtail config check)");
  }

  @Test
  void names_of_files_and_users_are_no_secrets() throws Exception {
    Path file = file("current: a", "contexts: {a: {token-file: t, user: bob, cacert: c}}");
    assertThat(access(file).holdsSecret()).isFalse();
    Path list = file("current: a", "contexts: {a: {headers: ['X-A: b', 'X-C: d']}}");
    assertThat(access(list).headers()).hasSize(2);
  }

  @Test
  void insecure_cannot_be_set_for_good() throws IOException {
    assertRefused(file("current: a", "contexts: {a: {insecure: true}}")).contains("--insecure");
    assertRefused(file("current: a", "contexts: {a: {headers: x}}")).contains("Name: value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a comment",
        "{}",
        "current: \ncontexts: \ndefaults: ~\nhighlights: []",
        "---"
      })
  void what_is_left_out_is_empty(String text) throws Exception {
    assertThat(SettingsLoader.load(file(text))).isEqualTo(Settings.NONE);
  }

  @Test
  void a_theme_is_a_name_or_styles_with_their_lines() throws Exception {
    assertThat(SettingsLoader.load(file("# x", "theme: light")).theme())
        .isEqualTo(new ThemeSettings(Optional.of(word("light", 2)), List.of()));
    Path styles = file("theme:", "  ERROR: 'bold #ff8800'", "  base: dark", "  match: 226");
    assertThat(SettingsLoader.load(styles).theme())
        .isEqualTo(
            new ThemeSettings(
                Optional.of(word("dark", 3)),
                List.of(
                    new ThemeSettings.Entry(word("ERROR", 2), "bold #ff8800"),
                    new ThemeSettings.Entry(word("match", 4), "226"))));
    assertThat(SettingsLoader.load(file("theme:")).theme()).isEqualTo(ThemeSettings.NONE);
    assertRefused(file("theme: [a]")).contains("line 1: theme should be a name or");
    assertRefused(file("theme: {ERROR: [bold]}")).contains("'ERROR' in theme should be one word");
  }

  private static Word word(String text, int line) {
    return new Word(text, line);
  }

  @Test
  void an_unknown_key_is_told_with_its_line_and_the_nearest() throws IOException {
    assertRefused(file("", "curent: a"))
        .contains("line 2: unknown key 'curent' in the file; did you mean current?");
    assertRefused(file("contexts:", "  a:", "    api: x", "    sever-tz: UTC"))
        .contains("line 4: unknown key 'sever-tz' in context 'a'; did you mean server-tz?");
  }

  @Test
  void a_name_that_looks_like_a_number_is_a_name() throws Exception {
    Path file = file("current: 1", "contexts: {1: {api: x}}");
    assertThat(SettingsLoader.load(file).current().map(Word::text)).hasValue("1");
  }

  @Test
  void an_unknown_key_is_refused_by_naming_the_known_ones() throws IOException {
    assertRefused(file("curent: prod")).contains("'curent'", "current");
    assertRefused(file("elsewhere: prod")).contains("'elsewhere'", "current", "contexts");
    assertRefused(file("current: a", "contexts: {a: {apii: x}}"))
        .contains("'apii'", "'a'", "did you mean api?");
  }

  @Test
  void an_unknown_key_is_refused_in_every_context() throws IOException {
    assertRefused(file("current: a", "contexts: {a: {api: x}, b: {url: x}}"))
        .contains("'url'", "'b'");
    assertRefused(file("contexts: {b: {url: x}}")).contains("'url'", "'b'");
  }

  @Test
  void a_context_that_is_not_there_is_refused_by_naming_those_that_are() throws IOException {
    assertRefused(file("current: prod", "contexts: {dev: {api: x}, test: {api: y}}"))
        .contains("'prod'", "dev", "test");
    assertRefused(file("current: prod")).contains("'prod'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "just text",
        "- a\n- b",
        "42",
        "contexts: 5",
        "contexts: [a]",
        "current: [a]\ncontexts: {a: {api: x}}",
        "current: a\ncontexts: {a: text}",
        "current: a\ncontexts: {a: {api: [x]}}",
        "current: a\ncontexts: {a: {api: {b: x}}}",
        "current: a\ncontexts: {a: }",
      })
  void a_value_of_another_shape_is_refused(String text) throws IOException {
    assertRefused(file(text));
  }

  @Test
  void what_is_no_yaml_is_refused_with_its_line() throws IOException {
    assertRefused(file("current: a", "contexts:", "  a: {api: x", "b: ]")).contains("line ");
    assertRefused(file("current: a", "\tcontexts: x")).contains("line 2");
    assertRefused(file("current: \"open")).contains("line ");
  }

  @Test
  void a_key_that_is_there_twice_is_refused_with_its_line() throws IOException {
    assertRefused(file("contexts: {a: {api: x}}", "current: a", "current: b"))
        .contains("line 3", "current");
    assertRefused(file("current: a", "contexts: {a: {api: x, api: y}}")).contains("api");
  }

  @Test
  void C5_a_billion_laughs_are_not_laughed() throws IOException {
    String laughs =
        IntStream.range(1, 30)
            .mapToObj(i -> "l%d: &l%d [*l%d,*l%d,*l%d]".formatted(i, i, i - 1, i - 1, i - 1))
            .collect(Collectors.joining("\n"));
    assertRefused(file("l0: &l0 lol", laughs));
  }

  @Test
  void C5_a_tag_makes_no_object() throws Exception {
    assertRefused(file("current: !!javax.script.ScriptEngineManager [a]"))
        .contains("line 1: Global tag is not allowed");
    assertRefused(file("theme: dark", "defaults: {level: !!java.net.URL 'http://x'}"))
        .contains("line 2: Global tag is not allowed");
    assertRefused(file("defaults: {!x level: INFO}")).contains("tags are not taken");
    assertThat(SettingsLoader.load(file("defaults: {level: !!str 5, n: !!int 7}")).defaults())
        .hasSize(2);
  }

  @Test
  void C5_what_leads_back_to_itself_is_refused() throws IOException {
    assertRefused(file("contexts: &c {a: *c}")).contains("unknown key 'a' in context 'a'");
    assertRefused(file("contexts: {a: {token: &t [*t]}}")).contains("should be one word");
    assertRefused(file("contexts: {a: {headers: &h {X: *h}}}")).contains("should be one word");
    assertRefused(file("alerts: &a [*a]")).contains("an element of alerts");
    assertRefused(file("defaults: &d {include: [*d]}")).contains("should be one word");
  }

  @Test
  void C5_nesting_without_end_is_refused() throws IOException {
    assertRefused(file("current: " + "[".repeat(100_000)));
    assertRefused(file("current: " + "{a: ".repeat(60) + "}".repeat(60)));
  }

  @Test
  void C5_a_file_of_ten_megabytes_is_refused() throws IOException {
    assertRefused(file("# " + "x".repeat(10 << 20))).contains("large");
  }

  @Test
  void a_file_that_cannot_be_read_is_refused_with_the_reason() throws IOException {
    assertRefused(folder.resolve("missing.yaml")).contains("no such file");
    assertRefused(Files.createDirectory(folder.resolve("folder")))
        .containsIgnoringCase("directory");
  }

  @Test
  void bytes_that_are_no_text_are_refused() throws IOException {
    Path file = folder.resolve("latin1.yaml");
    Files.write(file, "current: B\u00fcro".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(file).contains("UTF-8");
  }
}
