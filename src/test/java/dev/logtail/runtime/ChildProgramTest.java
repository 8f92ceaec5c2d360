package dev.logtail.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProgramTest {
  private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin", "A", "b");
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private static ChildProgram sh(Duration limit, String script, String... more) {
    List<String> words =
        Stream.concat(Stream.of("sh", "-c", script, "sh"), Arrays.stream(more)).toList();
    return new ChildProgram(words, PATH, limit, 100);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void reads_its_input_and_tells_its_status_and_both_outputs() throws Exception {
    ChildProgram.End end = sh(LONG, "cat; echo oops >&2; exit 3").run(bytes("a é\n"));

    assertThat(end).isEqualTo(new ChildProgram.End(false, 3, "a é\noops\n", ""));
  }

  @Test
  void sees_the_given_environment_and_nothing_else() throws Exception {
    assertThat(sh(LONG, "env | grep -v -e ^PWD= -e ^_= -e ^SHLVL= | sort").run(bytes("")).output())
        .isEqualTo("A=b\nPATH=/usr/bin:/bin\n");
  }

  @Test
  void arguments_are_handed_over_as_they_are() throws Exception {
    String hostile = "$(touch " + folder.resolve("x") + ") `id` '\"; exit 9 #";

    assertThat(sh(LONG, "printf %s \"$1\"", hostile).run(bytes("")).output())
        .isEqualTo(hostile.substring(0, Math.min(100, hostile.length())));
    assertThat(folder.resolve("x")).doesNotExist();
  }

  /** More than a pipe takes, in both directions, and nobody reads or writes on the other side. */
  @Test
  void never_waits_for_who_does_not_read_or_says_too_much() throws Exception {
    assertThat(sh(LONG, "exit 0").run(new byte[1 << 20]).status()).isZero();
    assertThat(sh(LONG, "head -c 1000000 /dev/zero | tr '\\0' x").run(bytes("")).output())
        .hasSize(100);
  }

  @Test
  void what_takes_too_long_is_ended_with_its_children() throws Exception {
    Path pids = folder.resolve("pids");
    String script = "trap '' TERM; sleep 60 & echo $$ $! > " + pids + "; wait; sleep 60";

    ChildProgram.End end = sh(Duration.ofMillis(700), script).run(bytes(""));

    assertThat(end.timedOut()).isTrue();
    expectGone(pids);
  }

  @Test
  void an_interrupted_wait_ends_it() throws Exception {
    Path pids = folder.resolve("pids");
    AtomicReference<Exception> thrown = new AtomicReference<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                sh(LONG, "echo $$ > " + pids + ".new; mv " + pids + ".new " + pids + "; sleep 60")
                    .run(bytes(""));
              } catch (IOException | InterruptedException e) {
                thrown.set(e);
              }
            });
    waiting.start();
    await().until(() -> Files.exists(pids));
    waiting.interrupt();
    waiting.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    expectGone(pids);
  }

  private static void expectGone(Path pids) throws IOException {
    for (String pid : Files.readString(pids).strip().split(" ")) {
      await()
          .until(
              () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty());
    }
  }

  @Test
  void a_grandchild_that_keeps_the_output_open_is_not_waited_for() throws Exception {
    assertThat(sh(LONG, "sleep 20 & exit 0").run(bytes("")).status()).isZero();
  }

  @Test
  void a_missing_program_fails() {
    ChildProgram none = new ChildProgram(List.of("/no/such/program"), PATH, LONG, 100);

    assertThatThrownBy(() -> none.run(bytes(""))).isInstanceOf(IOException.class);
  }
}
