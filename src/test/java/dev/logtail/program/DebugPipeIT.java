package dev.logtail.program;

import static dev.logtail.program.Invocation.bash;
import static dev.logtail.program.Invocation.logtail;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code logtail debug} without a terminal: lines in, frames out, and nothing else. */
class DebugPipeIT {
  private static WirePeer odd;
  private static WirePeer node;

  @BeforeAll
  static void start() {
    odd = WirePeer.odd();
    node = WirePeer.echo();
  }

  @AfterAll
  static void stop() {
    odd.close();
    node.close();
  }

  /** Runs a script with {@code $LOGTAIL}; {@code $1} is the URL. */
  private static Outcome script(String script, String url) {
    return bash("set -o pipefail; " + script).and("-", url).run();
  }

  @Test
  void nothingThatComesBeforeTheConnectionIsLost() {
    Outcome outcome =
        script(
            "seq 1 5000 | \"$LOGTAIL\" debug $1 --count 5000 | cmp - <(seq 1 5000)",
            odd.url("/slow/1"));
    assertThat(outcome.expectCode(0).err()).isEmpty();
  }

  @Test
  void largeInputArrivesWhole() {
    Outcome outcome =
        script(
            "head -c 3000000 /dev/urandom | base64 -w 999 >in; cut -c1-999 in | tr -d '\\r'"
                + " | \"$LOGTAIL\" debug $1 --count $(wc -l <in) | cmp - in && rm in",
            node.url(""));
    assertThat(outcome.expectCode(0).err()).isEmpty();
  }

  @Test
  void linesAreDataWhateverTheyBeginWith() {
    Outcome outcome =
        script(
            "printf ':ping\\n/close\\n\\n ü\\t\\nlast' | \"$LOGTAIL\" debug $1 --count 5",
            node.url(""));
    assertThat(outcome.expectCode(0).out()).containsExactly(":ping", "/close", "", " ü\t", "last");
  }

  @Test
  void slashCommandsWorkAsInWscat() {
    Outcome outcome =
        script(
            "printf '/ping hi\\n/pong\\n/close 4001 so long\\n' | \"$LOGTAIL\" debug $1 --slash -P -v",
            odd.url("/slow/0.5"));
    assertThat(outcome.expectCode(0).out()).isEmpty();
    assertThat(outcome.errText()).contains("received pong: 'hi'", "closed by us: 4001");
  }

  @Test
  void everyKindOfFrameHasItsForm() {
    Outcome plain = logtail("debug", odd.url("/mix"), "--count", "3").run().expectCode(0);
    assertThat(plain.out()).containsExactly("text \u001b[31mred\u001b[0m", "AP8=", "last");
    assertThat(plain.err()).isEmpty();

    Outcome stamped = logtail("debug", odd.url("/mix"), "--count", "3", "--timestamps", "-P").run();
    assertThat(stamped.out())
        .allMatch(line -> line.matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]{12}[+-]\\d\\d:\\d\\d .*"));
    assertThat(stamped.errText()).contains("received ping: 'are you there'");

    List<JsonNode> frames =
        logtail("debug", odd.url("/mix"), "--count", "3", "--json", "-P").run().out().stream()
            .map(Lines::json)
            .toList();
    assertThat(frames)
        .extracting(frame -> frame.get("opcode").asText())
        .containsExactly("text", "binary", "ping", "text");
    assertThat(frames.get(0).get("text").asText()).isEqualTo("text \u001b[31mred\u001b[0m");
    assertThat(frames.get(1).get("base64").asText()).isEqualTo("AP8=");
    assertThat(frames.get(1).get("size").asInt()).isEqualTo(2);
  }

  @Test
  void executesAndWaits() {
    Outcome usual = logtail("debug", node.url(""), "-x", "one", "-x", ":two").run().expectCode(0);
    assertThat(usual.out()).containsExactly("one", ":two");
    assertThat(usual.took()).isGreaterThan(Duration.ofSeconds(2));
    try (ProgramRun held = logtail("debug", node.url(""), "-x", "one", "-w", "-1").start()) {
      held.awaitLines(1);
      held.tell("two");
      held.awaitLines(2);
      held.closeInput();
      held.send("TERM");
      held.awaitExit().expectCode(143);
    }
  }

  @Test
  void waitsForWhatIsExpected() {
    String five = odd.url("/count/5");
    Outcome found = logtail("debug", five, "--expect", "AGE 4|age 4$", "--timeout", "9s").run();
    assertThat(found.expectCode(0).out()).hasSize(4);
    Outcome late = logtail("debug", five, "--expect", "6", "--timeout", "1500ms").run();
    assertThat(late.expectCode(3).errText()).contains("no message matched --expect within 1.5s");
    Outcome used = logtail("debug", five, "--expect", "4", "--count", "3").run();
    assertThat(used.expectCode(3).errText()).contains("none of 3 messages matched");
    Outcome few = logtail("debug", five, "--count", "6", "--timeout", "1500ms").run();
    assertThat(few.expectCode(3).errText()).containsPattern("[0-5] of 6 messages came");
    assertThat(logtail("debug", five, "--count", "2").run().expectCode(0).out())
        .containsExactly("message 1", "message 2");
  }

  @Test
  void endsWithItsReader() {
    Outcome outcome = script("\"$LOGTAIL\" debug $1 -w -1 </dev/null | head -1", odd.url("/flood"));
    assertThat(outcome.expectCode(141).out()).hasSize(1);
    assertThat(outcome.err()).isEmpty();
  }

  /** With little memory and no room for a file: the server has to wait for a reader that sleeps. */
  @Test
  void aSlowReaderGetsAll() {
    Outcome outcome =
        bash("TMPDIR=/no/such/folder LOGTAIL_JAVA_OPTS=-Xmx48m"
                + " \"$LOGTAIL\" debug $1 --count 100000 | (sleep 3; md5sum)")
            .and("-", odd.url("/flood"))
            .run();
    String all =
        IntStream.rangeClosed(1, 100_000)
            .mapToObj(n -> "message " + n + " " + "x".repeat(200) + "\n")
            .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
            .toString();
    assertThat(outcome.expectCode(0).outText()).startsWith(md5(all));
    assertThat(outcome.err()).isEmpty();
  }

  private static String md5(String text) {
    try {
      byte[] sum =
          java.security.MessageDigest.getInstance("MD5")
              .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return java.util.HexFormat.of().formatHex(sum);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void bytesGoThroughAsTheyAre() {
    Outcome outcome =
        script(
            "head -c 196608 /dev/urandom >blob"
                + " && \"$LOGTAIL\" debug $1 --binary --count 3 <blob | cmp - blob && rm blob",
            node.url(""));
    assertThat(outcome.expectCode(0).err()).isEmpty();
  }

  @Test
  void messagesOfManyLinesEndInNullBytes() {
    Outcome outcome =
        script(
            "printf 'a\\nb\\0\\0c' | \"$LOGTAIL\" debug $1 -0 --count 3 | od -An -c", node.url(""));
    assertThat(outcome.expectCode(0).outText().replaceAll("\\s+", "")).isEqualTo("a\\nb\\0\\0c\\0");
  }

  @Test
  void whatIsNoTextIsSentAsNearAsCanBeAndTold() {
    Outcome outcome =
        script("printf 'a\\377b\\n\\376\\n' | \"$LOGTAIL\" debug $1 --count 2", node.url(""));
    assertThat(outcome.expectCode(0).out()).containsExactly("a\uFFFDb", "\uFFFD");
    assertThat(outcome.errText()).contains("not UTF-8", "--binary").containsOnlyOnce("warning");
  }

  @Test
  void aFullDiskIsTold() {
    Outcome outcome = script("\"$LOGTAIL\" debug $1 </dev/null >/dev/full", odd.url("/flood"));
    assertThat(outcome.expectCode(8).onlyErrorLine()).contains("No space left");
  }

  @Test
  void countsAtTheEnd() {
    Outcome outcome =
        logtail(
                "debug",
                node.url(""),
                "-x",
                "one",
                "-w",
                "0.5",
                "--stats",
                "--ping-interval",
                "100ms")
            .run();
    assertThat(outcome.expectCode(0).errText())
        .contains("received: 1 text (3 bytes)", "sent:     1 text (3 bytes)")
        .containsPattern("\\d pings, \\d answered: min \\d");
  }
}
