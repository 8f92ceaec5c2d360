package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.Severity;
import dev.logtail.pipeline.access.Redaction;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.Theme;
import dev.logtail.view.terminal.ColorDepth;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {
  private static final ConfigChoice CHOICE =
      new ConfigChoice(Optional.empty(), Optional.empty(), true);

  @TempDir private Path home;

  @Test
  void prefersOptionToEnvironmentToConfigurationToLocalhost() throws IOException {
    configure("current: prod\ncontexts: {prod: {api: 'http://file:1', server-tz: Asia/Shanghai}}");
    Map<String, String> named = Map.of("XDG_CONFIG_HOME", home.toString());
    Map<String, String> both =
        Map.of("XDG_CONFIG_HOME", home.toString(), "LOGTAIL_API", "http://env:2");

    assertThat(api(both, Optional.of("http://option:3"))).isEqualTo("http://option:3");
    assertThat(api(both, Optional.empty())).isEqualTo("http://env:2");
    assertThat(api(named, Optional.empty())).isEqualTo("http://file:1");
    assertThat(api(Map.of(), Optional.empty())).isEqualTo("http://localhost:5000");
    assertThat(Defaults.load(environment(named), CHOICE).serverZone(Optional.empty()))
        .isEqualTo(ZoneId.of("Asia/Shanghai"));
  }

  @Test
  void failsForAnUnknownKeyAndNamesTheNearest() throws IOException {
    configure("current: a\ncontexts: {a: {apii: 'http://x'}}");

    assertThatThrownBy(() -> api(Map.of("XDG_CONFIG_HOME", home.toString()), Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("line 2: unknown key 'apii' in context 'a'; did you mean api?");
  }

  @Test
  void takesTheThemeFromTheOptionBeforeTheEnvironmentBeforeTheConfiguration() throws IOException {
    Map<String, String> file = Map.of("XDG_CONFIG_HOME", home.toString());
    Map<String, String> both = Map.of("XDG_CONFIG_HOME", home.toString(), "LOGTAIL_THEME", "mono");
    assertThat(theme(file, Optional.empty()).name()).isEqualTo("auto");
    configure("theme: {base: light, warn: underline, stream_notice: red}");

    assertThat(theme(both, Optional.of("DARK")).name()).isEqualTo("dark");
    assertThat(theme(both, Optional.empty()).name()).isEqualTo("mono");
    ThemeChoice configured = theme(file, Optional.empty());
    assertThat(configured.name()).isEqualTo("light");
    assertThat(configured.own()).containsOnlyKeys("WARNING", "stream-notice");
    assertThat(configured.theme(ColorDepth.INDEXED).of(Severity.WARNING))
        .isEqualTo(Style.PLAIN.with(Style.Attribute.UNDERLINE));
  }

  @Test
  void tellsALightBackgroundByWhatSomeTerminalsSay() {
    for (String light : List.of("0;15", "0;default;7", "12;9")) {
      assertThat(automatic(light)).as(light).isEqualTo(Theme.light());
    }
    for (String dark : List.of("15;0", "15;default;8", "", "15;default", "0;107")) {
      assertThat(automatic(dark)).as(dark).isEqualTo(Theme.dark());
    }
    ThemeChoice choice = theme(Map.of("COLORFGBG", "0;15"), Optional.empty());
    assertThat(choice.theme(ColorDepth.BASIC)).isEqualTo(Theme.basic());
    assertThat(choice.theme(ColorDepth.NONE)).isEqualTo(Theme.monochrome());
  }

  private static Theme automatic(String colors) {
    return theme(Map.of("COLORFGBG", colors), Optional.empty()).theme(ColorDepth.INDEXED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "theme: drak               | line 1: unknown theme 'drak'; did you mean dark?",
        "theme: {EROR: red}        | line 1: unknown key 'EROR' in theme; did you mean ERROR?",
        "theme: {ERROR: blod}      | line 1: theme: ERROR: unknown word 'blod'; did you mean bold?",
        "theme: {base: x, ERROR: } | line 1: unknown theme 'x'; known are auto, dark, light"
      })
  void failsForWordsOfAThemeThatItDoesNotKnow(String yaml, String message) throws IOException {
    configure(yaml);

    assertThatThrownBy(() -> theme(Map.of("XDG_CONFIG_HOME", home.toString()), Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("config.yaml: " + message);
  }

  @Test
  void failsForAThemeThatDoesNotExist() {
    assertThatThrownBy(() -> theme(Map.of(), Optional.of("lihgt")))
        .isInstanceOf(UserError.class)
        .hasMessage("--theme: unknown theme 'lihgt'; did you mean light?");
  }

  private static ThemeChoice theme(Map<String, String> variables, Optional<String> option) {
    return Defaults.load(environment(variables), CHOICE).theme(option);
  }

  @Test
  void failsForANamedFileThatIsNotThere() {
    Map<String, String> named = Map.of("LOGTAIL_CONFIG", home.resolve("none.yaml").toString());

    assertThatThrownBy(() -> api(named, Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("none.yaml");
  }

  @Test
  void failsForAnApiThatIsNoUrl() {
    assertThatThrownBy(() -> api(Map.of(), Optional.of("ftp://x")))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("ftp://x");
  }

  private void configure(String yaml) throws IOException {
    Path folder = Files.createDirectories(home.resolve("logtail"));
    Files.writeString(folder.resolve("config.yaml"), yaml);
  }

  private static String api(Map<String, String> variables, Optional<String> option) {
    return Defaults.load(environment(variables), CHOICE).api(option).url().toString();
  }

  private static Environment environment(Map<String, String> variables) {
    return new Environment(
        OutputStream.nullOutputStream(),
        new PrintStream(OutputStream.nullOutputStream()),
        new Secrets(InputStream.nullInputStream(), prompt -> Optional.empty(), new Redaction()),
        variables,
        TerminalFacts.of(variables, false, false, false),
        stop -> {},
        WallClock.system(),
        Ticker.system(),
        1L << 28);
  }
}
