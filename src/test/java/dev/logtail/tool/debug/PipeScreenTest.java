package dev.logtail.tool.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.WireEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PipeScreenTest {
  private static final Instant AT = Instant.parse("2026-02-01T14:30:25.5Z");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final List<String> out = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  private PipeScreen screen(boolean json, boolean stamps, boolean safe, boolean control) {
    PipeFormat format = new PipeFormat(Cut.LINES, json, stamps, safe, ZONE);
    return new PipeScreen(format, control, new Gathered(), new Kept());
  }

  private final class Gathered implements PipeScreen.Pipe {
    @Override
    public void give(byte[] message) {
      out.add(new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
      // each is kept at once
    }

    @Override
    public void awaitRoom() {
      // there always is
    }
  }

  private final class Kept implements PipeScreen.Words {
    @Override
    public void detail(String line) {
      words.add("detail " + line);
    }

    @Override
    public void frame(Supplier<String> line) {
      // not of interest here
    }

    @Override
    public void plain(String line) {
      words.add("plain " + line);
    }

    @Override
    public void warning(String line) {
      words.add("warning " + line);
    }

    @Override
    public void error(String line) {
      words.add("error " + line);
    }
  }

  private static void receive(PipeScreen screen, Frame frame) {
    screen.happened(AT, new WireEvent.Received(frame, frame.size(), 1));
  }

  @Test
  void textGoesThroughAsItIsAndBinaryInBase64() {
    PipeScreen screen = screen(false, false, false, false);
    receive(screen, new Frame.Text("a\u001b[31mb\n"));
    receive(screen, new Frame.Binary(Frame.Bytes.of(new byte[] {0, -1})));
    receive(screen, new Frame.Ping(Frame.Bytes.of("hey")));

    assertThat(out).containsExactly("a\u001b[31mb\n\n", "AP8=\n");
    assertThat(words).isEmpty();
  }

  @Test
  void aTerminalIsNeverObeyed() {
    receive(screen(false, true, true, false), new Frame.Text("a\u001b]0;x\u0007b"));

    assertThat(out).hasSize(1);
    assertThat(out.get(0))
        .startsWith("2026-02-01T22:30:25.500+08:00 a")
        .doesNotContain("\u001b", "\u0007");
  }

  @Test
  void pingsAreTold() {
    receive(screen(false, false, false, true), new Frame.Ping(Frame.Bytes.of("hey")));
    receive(screen(true, false, false, true), new Frame.Pong(Frame.Bytes.NONE));

    assertThat(words).containsExactly("plain received ping: 'hey'");
    assertThat(out)
        .containsExactly(
            "{\"time\":\"2026-02-01T14:30:25.500Z\",\"direction\":\"received\",\"opcode\":\"pong\","
                + "\"size\":0,\"text\":\"\"}\n");
  }

  @Test
  void linesEndInLineFeedsOnly() throws Exception {
    List<String> lines = new ArrayList<>();
    String input = "a\r\nb\rc\n\nlast ü";
    new PipedInput(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            Cut.LINES,
            line -> lines.add(new String(line, StandardCharsets.UTF_8)))
        .read();

    assertThat(lines).containsExactly("a", "b\rc", "", "last ü");
  }

  @Test
  void secretHeadersAreHidden() {
    assertThat(HeaderText.line(new WireEvent.Header("Authorization", "Basic abc")))
        .isEqualTo("Authorization: Basic ****");
    assertThat(HeaderText.line(new WireEvent.Header("Set-Cookie", "id=1; Path=/")))
        .isEqualTo("Set-Cookie: ****");
    assertThat(HeaderText.line(new WireEvent.Header("X-Api-Key", "k")))
        .isEqualTo("X-Api-Key: ****");
    assertThat(HeaderText.line(new WireEvent.Header("X-Room", "7"))).isEqualTo("X-Room: 7");
  }
}
