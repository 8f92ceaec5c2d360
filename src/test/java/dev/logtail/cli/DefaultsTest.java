package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.pipeline.access.Redaction;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultsTest {
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
    assertThat(Defaults.load(environment(named), Optional.empty()).serverZone(Optional.empty()))
        .isEqualTo(ZoneId.of("Asia/Shanghai"));
  }

  @Test
  void failsForAnUnknownKeyAndNamesThoseThatAreKnown() throws IOException {
    configure("current: a\ncontexts: {a: {apii: 'http://x'}}");

    assertThatThrownBy(() -> api(Map.of("XDG_CONFIG_HOME", home.toString()), Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("unknown key 'apii' in context 'a'; known are api, server-tz, ");
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
    return Defaults.load(environment(variables), Optional.empty()).api(option).url().toString();
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
