package dev.logtail.program;

import static dev.logtail.program.Invocation.follow;
import static dev.logtail.program.Invocation.logtail;
import static dev.logtail.program.Invocation.ndjson;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts that start programs, with people's own programs. */
class AlertIT {
  private static final List<String> HOSTILE =
      List.of(
          "$(touch pwned)",
          "`touch pwned`; touch pwned & | > pwned",
          "'\"; touch pwned #",
          "-rf --help\n/dev/null\r\nsecond line \\n \u0007\u001b]0;x",
          "成交 😀 %s {0} ${jndi:ldap://x}");

  @TempDir private Path folder;

  /** A program that adds what it reads to {@code said}. */
  private Path program(String script) throws IOException {
    Path program = folder.resolve("page me");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  private Path said() {
    return folder.resolve("said");
  }

  private List<String> saidLines() throws IOException {
    return Files.exists(said()) ? Lines.whole(said()) : List.of();
  }

  private String exec(String condition, String script) throws IOException {
    return condition + "=exec:'" + program(script) + "' x=bell";
  }

  @Test
  void a_program_reads_exactly_what_is_exported_and_nothing_in_it_acts() throws IOException {
    String alert = exec("level>=ERROR", "cat >>" + said());
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "60");
        ProgramRun run =
            ndjson(farm, "-l", "ERROR", "--alert", alert, "--alert-every", "0s")
                .in(folder)
                .start()) {
      run.awaitLines(4);
      HOSTILE.forEach(text -> farm.tellNow(DRAGON, "ERROR", text));
      run.awaitLines(4 + HOSTILE.size());
      await().until(() -> saidLines().size() >= HOSTILE.size());
      run.send("INT");
      Outcome outcome = run.awaitExit().expectCode(130);
      assertThat(saidLines())
          .as("the live ones, not the history of the start")
          .containsExactlyInAnyOrderElementsOf(
              outcome.out().subList(outcome.out().size() - HOSTILE.size(), outcome.out().size()));
      assertThat(Lines.messages(saidLines())).containsExactlyInAnyOrderElementsOf(HOSTILE);
      assertThat(folder.resolve("pwned")).doesNotExist();
    }
  }

  @Test
  void a_program_sees_no_secret_and_what_it_says_comes_on_standard_error() throws IOException {
    String script = "cat >/dev/null; env >" + said() + "; echo 'all \033[2J well'; exit 7";
    try (PeerFarm farm =
            PeerFarm.start(
                Kind.PYTHON, "--workers", "1", "--rate", "20", "--token", "s3cret-token");
        ProgramRun run =
            follow(farm, "--alert", exec("level>=INFO", script), "-l", "INFO")
                .with("LOGTAIL_TOKEN", "s3cret-token")
                .with("MINE", "yes")
                .start()) {
      run.awaitErr("page me: all ␛[2J well").awaitErr("alert exec:page me: ended with status 7");
      assertThat(saidLines())
          .contains("MINE=yes", "ALERT_CONDITION=level>=INFO", "ALERT_MORE=0")
          .noneMatch(line -> line.contains("LOGTAIL") || line.contains("s3cret"));
      run.send("INT");
      assertThat(run.awaitExit().expectCode(130).outText()).doesNotContain("well");
    }
  }

  @Test
  void one_alert_in_a_period_tells_how_many_were_held_back() throws IOException {
    String script = "cat >/dev/null; echo $ALERT_MORE >>" + said();
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1");
        ProgramRun run =
            ndjson(farm, "--alert", exec("level>=ERROR", script), "--alert-every", "3s").start()) {
      await().until(() -> farm.clients(DRAGON) == 1);
      for (int i = 0; i < 38; i++) {
        farm.tellNow(DRAGON, "ERROR", "failed " + i);
      }
      run.awaitLines(38);
      await().until(() -> saidLines().size() == 2);
      assertThat(saidLines()).containsExactly("0", "36");
      farm.tellNow(DRAGON, "ERROR", "one more");
      run.awaitLines(39).send("INT");
      run.awaitErr("alert level>=ERROR: 1 more held back");
      run.awaitExit().expectCode(130);
    }
  }

  @Test
  void a_hanging_program_does_not_keep_the_user() throws IOException {
    String script = "trap '' TERM INT; echo started >" + said() + "; sleep 77";
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--rate", "20");
        ProgramRun run = ndjson(farm, "--alert", exec("level>=INFO", script)).start()) {
      await().until(() -> !saidLines().isEmpty());
      List<ProcessHandle> children = run.descendants().toList();
      assertThat(children).isNotEmpty();
      run.send("INT");
      Outcome outcome = run.awaitExit().expectCode(130);
      assertThat(outcome.errText()).contains("1 alert was not told to the end");
      await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  /** The last record's program is waited for, and nothing more is said on standard output. */
  @Test
  void a_run_that_ends_by_itself_waits_for_its_programs() throws IOException {
    String alert = exec("level>=INFO", "sleep 1; echo noise; cat >>" + said());
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1")) {
      try (ProgramRun run = ndjson(farm, "--limit", "1", "--alert", alert).start()) {
        await().until(() -> farm.clients(DRAGON) == 1);
        farm.tell("burst", DRAGON, 1);
        Outcome outcome = run.awaitExit().expectCode(0);
        assertThat(saidLines()).isEqualTo(outcome.out()).hasSize(1);
      }
    }
  }

  @Test
  void a_silent_worker_is_told_once_and_that_it_is_back() throws IOException {
    String alert = exec("stale>1s and worker ~ 002050", "cat >>" + said());
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "2", "--prefill", "5");
        ProgramRun run =
            ndjson(farm, "-l", "CRITICAL", "--alert", alert, "--alert-every", "0s").start()) {
      run.awaitErr(DRAGON + ": no record for 1s").awaitErr(TURTLE + ": no record for 1s");
      farm.tell("burst", DRAGON, 1);
      run.awaitErr(DRAGON + ": logs again after ");
      await().until(() -> saidLines().size() == 2);
      run.send("INT");
      List<JsonNode> told = Lines.json(saidLines());
      assertThat(told).allMatch(event -> event.get("_event").asText().equals("stale"));
      assertThat(told).allMatch(event -> event.get("worker").asText().equals(DRAGON));
      assertThat(run.awaitExit().expectCode(130).out()).isEmpty();
    }
  }

  @Test
  void a_lost_stream_is_told_once_until_it_is_back() throws IOException {
    String alert = exec("disconnected", "cat >>" + said());
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "2", "--prefill", "5");
        ProgramRun run = ndjson(farm, "--alert", alert, "--alert-every", "0s", "-v").start()) {
      run.awaitLines(10);
      farm.tell("drop", DRAGON);
      await().until(() -> saidLines().size() == 1 && farm.clients(DRAGON) == 1);
      farm.tell("drop", DRAGON);
      await().until(() -> saidLines().size() == 2 && farm.clients(DRAGON) == 1);
      farm.tell("shut", TURTLE);
      run.awaitErr(TURTLE + ": ").awaitErr("connection refused");
      await().until(() -> saidLines().size() == 3);
      run.send("INT");
      run.awaitExit().expectCode(130);
      assertThat(Lines.json(saidLines()))
          .extracting(event -> event.get("worker").asText())
          .containsExactly(DRAGON, DRAGON, TURTLE);
    }
  }

  /** The user's own notify-send is asked, by arguments. */
  @Test
  void the_desktop_is_told_by_arguments_without_control_characters() throws IOException {
    Path fake = folder.resolve("notify-send");
    Files.writeString(
        fake, "#!/bin/sh\nfor a in \"$@\"; do printf '[%s]\\n' \"$a\" >>" + said() + "; done\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwx------"));
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1");
        ProgramRun run =
            ndjson(farm, "--alert", "level>=ERROR and \"<b>\"=notify")
                .with("PATH", folder + ":" + System.getenv("PATH"))
                .start()) {
      await().until(() -> farm.clients(DRAGON) == 1);
      farm.tellNow(DRAGON, "ERROR", "--help <b>$(id)</b> a\\n\u001b[2J & \u0007\nmore");
      await().until(() -> saidLines().size() == 4);
      assertThat(saidLines())
          .containsExactly(
              "[--app-name=logtail]",
              "[--]",
              "[logtail: level>=ERROR and \"<b>\"]",
              "[" + DRAGON + ": ERROR --help &lt;b&gt;$(id)&lt;/b&gt; a\\\\n␛[2J &amp; ␇]");
      run.send("INT");
      run.awaitExit().expectCode(130);
    }
  }

  /** Where nobody sees the records, the alert is said. */
  @Test
  void an_export_says_what_it_writes_about() throws IOException {
    Path file = folder.resolve("out.ndjson");
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1");
        ProgramRun run =
            logtail("export", "--api", farm.api(), "--follow", "-O", file.toString())
                .and("--alert", "level>=ERROR=bell")
                .start()) {
      run.awaitErr("alert bell: standard error is no terminal, so nothing can ring");
      await().until(() -> farm.clients(DRAGON) == 1);
      farm.tellNow(DRAGON, "ERROR", "rejected");
      run.awaitErr("alert level>=ERROR: " + DRAGON + ": ERROR rejected").send("INT");
      assertThat(run.awaitExit().expectCode(130).errText()).doesNotContain("\u0007");
      assertThat(Files.readAllLines(file)).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          level>=ERROR=exec:no-such-program-4711 -x | there is no program 'no-such-program-4711' on the PATH
          level>=ERROR=exec:/etc/passwd             | /etc/passwd is no program
          level>=ERROR=exec:'cat                    | the quote ' is not closed
          level>=ERROR=notify                       | neither notify-send
          level>=ERROR=bel                          | did you mean bell?
          level>=ERROR=webhook:ftp://user:pw@h/x    | write webhook:https://HOST/PATH
          level>=ERROR                              | 'ERROR' is no action; known are bell
          bell                                      | write COND=ACTION
          level>=EROR=bell                          | 'EROR' is no level; did you mean ERROR? (column 8)
          stale=bell                                | write stale>60s
          """)
  void what_cannot_be_done_is_told_before_anybody_is_asked(String alert, String message) {
    Outcome outcome =
        logtail("follow", "--lines", "--api", "http://127.0.0.1:1", "--alert", alert)
            .with("PATH", "/usr/bin:/bin")
            .run()
            .expectCode(2);
    assertThat(outcome.err().get(0)).startsWith("logtail: --alert: ").contains(message);
    assertThat(outcome.errText()).doesNotContain("user:pw");
  }

  @Test
  void the_configuration_says_what_and_how() throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(
        config,
        """
        alerts:
          - {when: "level >= ERROR", do: [bell, "exec:'%s' x"]}
          - {when: disconnected, do: bell}
        """
            .formatted(program("cat >>" + said())));
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1");
        ProgramRun run = ndjson(farm, "--config", config.toString()).start()) {
      await().until(() -> farm.clients(DRAGON) == 1);
      farm.tellNow(DRAGON, "ERROR", "rejected");
      await().until(() -> !saidLines().isEmpty());
      run.awaitLines(1).send("INT");
      assertThat(run.awaitExit().expectCode(130).out()).isEqualTo(saidLines());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "disconnected, bel, 'line 3: ''bel'' is no action; did you mean bell?'",
    "level >= EROR, bell, 'line 3: ''EROR'' is no level; did you mean ERROR? (column 10)'",
    "stale>60s, exec:no-such-program-4711, 'line 3: exec: there is no program'",
    "stale>60s, 'webhook:http://bob:pw@h/', chmod 600"
  })
  void what_is_wrong_in_the_configuration_is_told_with_its_line(
      String condition, String action, String message) throws IOException {
    Path config = folder.resolve("config.yaml");
    Files.writeString(
        config,
        """
        alerts:
          - {when: "level >= ERROR", do: bell}
          - {when: "%s", do: "%s"}
        """
            .formatted(condition, action));
    Outcome outcome =
        logtail("follow", "--lines", "--api", "http://127.0.0.1:1", "--config", config.toString())
            .run()
            .expectCode(2);
    assertThat(outcome.err().get(0)).contains("config.yaml", message);
  }

  @ParameterizedTest
  @CsvSource({"export -O -, --follow", "stats, --watch", "stats --history, about what is followed"})
  void where_nothing_new_is_waited_for_there_is_nothing_to_alert_of(String words, String advice) {
    assertThat(
            logtail(words.split(" "))
                .and("--api", "http://127.0.0.1:1", "--alert", "x=bell")
                .run()
                .expectCode(2)
                .onlyErrorLine())
        .contains(advice);
  }
}
