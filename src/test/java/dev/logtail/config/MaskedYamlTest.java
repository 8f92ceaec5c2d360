package dev.logtail.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskedYamlTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("config.yaml"), text);
  }

  @Test
  void every_secret_is_hidden_and_all_else_is_shown_in_its_order() throws Exception {
    Path file =
        file(
            """
            # the token was CANARY
            current: prod
            contexts:
              prod:
                api: https://bob:CANARY@trade.example/root
                token: CANARY   # CANARY
                user: bob:CANARY
                headers: {X-Api-Key: CANARY, X-Tenant: CANARY}
                dialect: raw
              other: {headers: ['Authorization: Bearer CANARY', CANARY], user: bob}
              same: &x {token: CANARY}
              again: *x
            defaults: {include: [a, "'b'"], api: 'http://x:CANARY@h/?token=CANARY'}
            theme: {ERROR: bold}
            alerts:
              - when: level >= ERROR
                do: [bell, 'webhook:https://hooks.example/T0/CANARY', 'exec:curl -H "X: Basic CANARY" x']
            """);
    String shown = MaskedYaml.of(file);
    assertThat(shown).doesNotContain("CANARY").doesNotContain("#");
    assertThat(shown)
        .containsSubsequence(
            "current: prod",
            "api: https://****@trade.example/root",
            "user: bob:****",
            "X-Tenant: '****'",
            "dialect: raw",
            "'Authorization: ****', '****'",
            "user: bob",
            "include: [a, \"'b'\"]",
            "webhook:https://hooks.example/****");
    assertThat(SettingsLoader.load(file(shown)).contextNames())
        .as("what is shown is a configuration again")
        .containsExactly("prod", "other", "same", "again");
  }

  @Test
  void a_file_with_a_mistake_is_not_shown_since_the_mistake_may_hide_a_secret() throws IOException {
    Path file = file("contexts: {a: {tokn: CANARY}}");
    assertThatThrownBy(() -> MaskedYaml.of(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("did you mean token?")
        .hasMessageNotContaining("CANARY");
  }

  @Test
  void a_file_that_says_nothing_shows_nothing() throws Exception {
    assertThat(MaskedYaml.of(file("# CANARY\n"))).isEmpty();
  }

  @Test
  void what_a_context_says_is_kept_without_its_secrets() throws Exception {
    Path file =
        file("contexts: {a: {token: CANARY, user: 'b:CANARY', headers: {X: CANARY}, api: x}}");
    ContextSettings context = SettingsLoader.load(file).context("a").orElseThrow();
    assertThat(context.toString()).doesNotContain("CANARY").contains("b:****", "X: ****");
  }
}
