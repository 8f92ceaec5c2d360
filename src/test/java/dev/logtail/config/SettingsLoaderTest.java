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
import java.util.Optional;
import java.util.OptionalInt;
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
  void the_current_context_is_read() throws Exception {
    Path file =
        file(
            "current: prod",
            "contexts:",
            "  prod: {api: https://trade.example/root, server-tz: Asia/Shanghai}",
            "  dev: {api: 'http://localhost:5000'}");
    assertThat(SettingsLoader.load(file))
        .isEqualTo(
            new Settings(
                Optional.of("https://trade.example/root"),
                Optional.of("Asia/Shanghai"),
                AccessSettings.NONE,
                ThemeSettings.NONE));
  }

  @Test
  void what_a_context_says_about_access_is_read() throws Exception {
    AccessSettings access =
        SettingsLoader.load(
                file(
                    "current: a",
                    "contexts:",
                    "  a:",
                    "    token-file: ~/prod.token",
                    "    token: abc",
                    "    user: 'bob:pw'",
                    "    headers: {X-Tenant: 5, X-Api-Key: k}",
                    "    cacert: ca.pem",
                    "    cert: c.pem",
                    "    key: k.pem"))
            .access();
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
  void names_of_files_and_users_are_no_secrets() throws Exception {
    Path file = file("current: a", "contexts: {a: {token-file: t, user: bob, cacert: c}}");
    assertThat(SettingsLoader.load(file).access().holdsSecret()).isFalse();
    Path list = file("current: a", "contexts: {a: {headers: ['X-A: b', 'X-C: d']}}");
    assertThat(SettingsLoader.load(list).access().headers()).hasSize(2);
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
        "contexts: {a: {api: x}}",
        "---",
        "current: a\ncontexts: {a: {}}"
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

  private static ThemeSettings.Word word(String text, int line) {
    return new ThemeSettings.Word(text, OptionalInt.of(line));
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
    assertThat(SettingsLoader.load(file).api()).contains("x");
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
  void C5_a_tag_makes_no_object() throws IOException {
    assertRefused(file("current: !!javax.script.ScriptEngineManager [a]"));
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
