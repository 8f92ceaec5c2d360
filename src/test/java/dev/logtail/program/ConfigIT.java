package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration in the packaged program, on servers that are not ours. */
class ConfigIT {
  private static final String CANARY = "cAnArY-" + Long.toString(System.nanoTime(), 36);

  @TempDir private Path folder;

  private Path configure(String... lines) throws IOException {
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, String.join("\n", lines) + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private Invocation logtail(Path config, String... words) {
    return Invocation.logtail(words).with("LOGTAIL_CONFIG", config.toString());
  }

  @Test
  void contexts_lead_to_servers_and_defaults_to_what_is_shown() throws IOException {
    try (PeerFarm one = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "40");
        PeerFarm two = PeerFarm.start(Kind.NODE, "--workers", "2", "--prefill", "40")) {
      Path file =
          configure(
              "current: one",
              "contexts: {one: {api: '" + one.api() + "'}, two: {api: '" + two.api() + "'}}",
              "defaults: {output: ndjson, lines: true, limit: 5, quiet: true, no-reconnect: true}");
      assertThat(logtail(file, "list", "-o", "name").run().expectCode(0).out()).hasSize(1);
      assertThat(logtail(file, "list", "--context", "two", "-o", "name").run().expectCode(0).out())
          .hasSize(2);
      Outcome five = logtail(file, "follow").run().expectCode(0);
      assertThat(five.err()).isEmpty();
      assertThat(five.out()).hasSize(5).allMatch(line -> line.startsWith("{"));
      Outcome three =
          logtail(file, "follow", "--limit=3", "-o", "text", "--quiet=false").run().expectCode(0);
      assertThat(three.out()).hasSize(3).noneMatch(line -> line.startsWith("{"));
      assertThat(three.errText()).contains("3 records of 1 worker");

      logtail(file, "config", "use-context", "two").run().expectCode(0);
      assertThat(logtail(file, "list", "-o", "name").run().expectCode(0).out()).hasSize(2);
      assertThat(
              logtail(file, "list", "-o", "name")
                  .with("LOGTAIL_CONTEXT", "one")
                  .run()
                  .expectCode(0)
                  .out())
          .hasSize(1);
    }
  }

  @Test
  void a_mistake_is_one_line_that_names_the_line() throws IOException {
    Path file = configure("contexts: {prod: {api: 'http://x'}}", "defaults:", "  max-workers: 0");
    assertThat(logtail(file, "follow").run().expectCode(2).onlyErrorLine())
        .contains("--max-workers takes 1 or more, not 0", file + ", line 3");
    assertThat(logtail(file, "list", "--context", "prd").run().expectCode(2).onlyErrorLine())
        .contains("no context 'prd' in " + file + "; did you mean prod?");
    assertThat(logtail(configure("defualts: {a: b}"), "demo").run().expectCode(2).onlyErrorLine())
        .contains("line 1: unknown key 'defualts' in the file; did you mean defaults?");
  }

  @Test
  void help_and_completion_do_not_need_the_file_to_be_in_order() throws IOException {
    Path file = configure("nonsense: [");
    for (String words :
        List.of("--help", "follow --help", "completion bash", "config --help", "config path")) {
      logtail(file, words.split(" ")).run().expectCode(0);
    }
  }

  /** S-1, for the commands whose business is the file. */
  @Test
  void no_secret_is_in_the_output_of_any_config_command() throws IOException {
    Path file =
        configure(
            "# the old one: " + CANARY,
            "current: a",
            "contexts:",
            "  a: {api: 'http://u:"
                + CANARY
                + "@h', token: "
                + CANARY
                + ", user: 'u:"
                + CANARY
                + "',",
            "      headers: {X: " + CANARY + "}}");
    String before = Files.readString(file);
    for (String words :
        List.of(
            "show", "explain", "explain -o json", "check", "contexts", "path", "use-context a")) {
      Outcome outcome =
          logtail(file, ("config " + words).split(" "))
              .with("LOGTAIL_TOKEN", CANARY)
              .run()
              .expectCode(0);
      assertThat(outcome.outText() + outcome.errText()).isNotEmpty().doesNotContain(CANARY);
    }
    assertThat(file).hasContent(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
