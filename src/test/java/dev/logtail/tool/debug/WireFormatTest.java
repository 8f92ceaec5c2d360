package dev.logtail.tool.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.Certificates;
import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.Frame.Bytes;
import dev.logtail.pipeline.transport.StreamEnd;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.pipeline.transport.WireEvent.Closer;
import dev.logtail.pipeline.transport.WireEvent.Header;
import dev.logtail.view.style.HostileText;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.StyledText.Run;
import dev.logtail.view.style.TerminalText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens on the wire, as people read it. */
class WireFormatTest {
  private static final Instant AT = Instant.parse("2026-02-01T14:30:25.123Z");
  private static final URI URL = URI.create("ws://localhost:8765/ws");
  private static final Theme THEME = Theme.dark();
  private static final int COLUMNS = 80;

  private final WireMemory memory = new WireMemory();

  private static List<StyledText> styled(Happening happening, int columns, boolean verbose) {
    return new WireFormat(THEME, ZoneOffset.UTC, verbose).lines(happening, columns);
  }

  private static List<String> plain(List<StyledText> lines) {
    return lines.stream().map(StyledText::plain).toList();
  }

  private List<String> lines(WireEvent event) {
    return lines(AT, event, COLUMNS, false);
  }

  private List<String> lines(Instant at, WireEvent event, int columns, boolean verbose) {
    return plain(styled(new Happening(at, event, memory.after(at, event)), columns, verbose));
  }

  private static WireEvent came(Frame frame) {
    return new WireEvent.Received(frame, frame.size(), 1);
  }

  private static WireEvent text(String text) {
    return came(new Frame.Text(text));
  }

  private static WireEvent binary(int... bytes) {
    byte[] payload = new byte[bytes.length];
    IntStream.range(0, bytes.length).forEach(i -> payload[i] = (byte) bytes[i]);
    return came(new Frame.Binary(Bytes.of(payload)));
  }

  @Test
  void a_short_text_stands_beside_its_time_direction_opcode_and_size() {
    assertThat(lines(text("hello"))).containsExactly("14:30:25.123 < text 5 B  hello");
    assertThat(lines(new WireEvent.Sent(new Frame.Text("grüße"))))
        .containsExactly("14:30:25.123 > text 7 B  grüße");
    assertThat(lines(text(""))).containsExactly("14:30:25.123 < text 0 B");
    assertThat(lines(text("\n"))).containsExactly("14:30:25.123 < text 1 B");
  }

  @Test
  void other_text_stands_below_and_can_not_look_like_a_line_of_ours() {
    assertThat(lines(text("one\n14:30:25.123 < close\r\n\ntwo\n")))
        .containsExactly(
            "14:30:25.123 < text 31 B", "  one", "  14:30:25.123 < close", "  ", "  two");
    String fits = "资".repeat(27);
    assertThat(lines(text(fits))).containsExactly("14:30:25.123 < text 81 B  " + fits);
    assertThat(lines(text(fits + "x")))
        .as("a cell too wide")
        .containsExactly("14:30:25.123 < text 82 B", "  " + fits + "x");
  }

  @Test
  void compression_and_fragments_are_told_where_there_are_any() {
    Frame frame = new Frame.Text("a".repeat(30));
    assertThat(lines(new WireEvent.Received(frame, 12, 1)))
        .containsExactly("14:30:25.123 < text 30 B (12 B on the wire)  " + "a".repeat(30));
    assertThat(lines(AT, new WireEvent.Received(frame, 30, 3), 60, false))
        .containsExactly("14:30:25.123 < text 30 B (3 fragments)", "  " + "a".repeat(30));
    assertThat(lines(new WireEvent.Received(frame, 34, 2)).get(0))
        .contains("30 B (34 B on the wire, 2 fragments)");
  }

  @Test
  void json_is_laid_out_and_coloured() {
    WireEvent event = text("{\"price\":17.40,\"name\":\"a\\u001bb\",\"list\":[1,true],\"o\":{}}");
    assertThat(lines(event))
        .containsExactly(
            "14:30:25.123 < text 56 B",
            "  {",
            "    \"price\": 17.40,",
            "    \"name\": \"a\\u001bb\",",
            "    \"list\": [1, true],",
            "    \"o\": {}",
            "  }");
    assertThat(runs(event))
        .contains(new Run("\"price\"", THEME.of(Part.JSON_KEY)))
        .contains(new Run("17.40", THEME.of(Part.JSON_NUMBER)))
        .contains(new Run("\"a\\u001bb\"", THEME.of(Part.JSON_STRING)));
    assertThat(lines(text("[1,2]"))).containsExactly("14:30:25.123 < text 5 B  [1, 2]");
    assertThat(lines(text("{'a':1}"))).containsExactly("14:30:25.123 < text 7 B  {'a':1}");
    assertThat(lines(text("{\"a\":1"))).containsExactly("14:30:25.123 < text 6 B  {\"a\":1");
    assertThat(lines(text("17"))).containsExactly("14:30:25.123 < text 2 B  17");
  }

  private List<Run> runs(WireEvent event) {
    return styled(new Happening(AT, event, memory.after(AT, event)), COLUMNS, false).stream()
        .flatMap(line -> line.runs().stream())
        .toList();
  }

  @Test
  void bytes_are_dumped_in_hexadecimal() {
    assertThat(lines(binary(0x48, 0x65, 0x6c, 0x6c, 0x6f, 0, 0xff, 0x0a, 0x1b, 0x5b)))
        .containsExactly(
            "14:30:25.123 < binary 10 B",
            "  0000  48 65 6c 6c 6f 00 ff 0a  1b 5b                    |Hello....[|");
    assertThat(lines(binary())).containsExactly("14:30:25.123 < binary 0 B");
    assertThat(lines(binary(IntStream.range(0x30, 0x42).toArray())))
        .containsExactly(
            "14:30:25.123 < binary 18 B",
            "  0000  30 31 32 33 34 35 36 37  38 39 3a 3b 3c 3d 3e 3f  |0123456789:;<=>?|",
            "  0010  40 41                                             |@A|");
    assertThat(lines(AT, binary(IntStream.range(0x30, 0x3a).toArray()), 60, false))
        .containsExactly(
            "14:30:25.123 < binary 10 B",
            "  0000  30 31 32 33 34 35 36 37  |01234567|",
            "  0008  38 39                    |89|");
  }

  @Test
  void of_large_frames_only_the_beginning_is_shown_and_the_rest_counted() {
    List<String> bytes = lines(binary(new int[3000]));
    assertThat(bytes).hasSize(1 + 64 + 1);
    assertThat(bytes.get(64)).startsWith("  03f0  00 00");
    assertThat(bytes.get(65)).isEqualTo("  … (1,976 more bytes; :more shows all)");

    List<String> array = lines(text("[" + "{\"a\":1},".repeat(5000) + "{\"a\":1}]"));
    assertThat(array).hasSize(1 + 200 + 1);
    assertThat(array).endsWith("  … (14,805 more lines; :more shows all)");

    List<String> string = lines(text("{\"a\":\"" + "x".repeat(100_000) + "\"}"));
    assertThat(string).hasSize(4);
    assertThat(string.get(2))
        .hasSizeLessThan(5000)
        .endsWith("x … (95,913 more characters; :more shows all)");

    assertThat(lines(text("y".repeat(100_000))))
        .hasSize(3)
        .endsWith("  … (67,232 more characters; :more shows all)");
    assertThat(lines(text("z\n".repeat(1000))))
        .hasSize(202)
        .endsWith("  … (800 more lines; :more shows all)");
  }

  @Test
  void what_was_asked_for_is_shown_whole_or_as_much_as_a_terminal_can_bear() {
    assertThat(whole(text("z\n".repeat(1000)))).hasSize(1001);
    assertThat(whole(text("{\"a\":\"" + "x".repeat(100_000) + "\"}")).get(2).length())
        .isEqualTo(100_011);
    assertThat(whole(binary(new int[3000]))).hasSize(1 + 188);
    assertThat(whole(text("z\n".repeat(30_000))))
        .hasSize(20_002)
        .endsWith("  … (10,000 more lines; :more FILE writes all)");
    WireFormat format = new WireFormat(THEME, ZoneOffset.UTC, false);
    assertThat(format.cuts(text("z\n".repeat(200)))).isFalse();
    assertThat(format.cuts(text("z\n".repeat(201)))).isTrue();
    assertThat(format.cuts(text("{\"a\":\"" + "x".repeat(5000) + "\"}"))).isTrue();
    assertThat(format.cuts(binary(new int[1024]))).isFalse();
    assertThat(format.cuts(binary(new int[1025]))).isTrue();
  }

  private List<String> whole(WireEvent event) {
    Happening happening = new Happening(AT, event, memory.after(AT, event));
    return plain(new WireFormat(THEME, ZoneOffset.UTC, false).whole(happening, COLUMNS));
  }

  @Test
  void what_hides_in_a_text_is_shown_and_never_obeyed() {
    assertThat(lines(text("a\u001b]52;c;aGk=\u0007b\u001b[2J\u0000\u202egpj")))
        .containsExactly("14:30:25.123 < text 25 B  a␛]52;c;aGk=␇b␛[2J␀<U+202E>gpj");
    assertThat(lines(came(new Frame.Close(4000, "\u001b[31mbye\n"))))
        .containsExactly("14:30:25.123 < close 11 B  4000 its own code \"␛[31mbye␊\"");
  }

  @Test
  void control_frames_show_what_they_carry() {
    assertThat(lines(came(new Frame.Ping(Bytes.NONE)))).containsExactly("14:30:25.123 < ping 0 B");
    assertThat(lines(came(new Frame.Ping(Bytes.of("beat 7")))))
        .containsExactly("14:30:25.123 < ping 6 B  beat 7");
    assertThat(lines(came(new Frame.Pong(Bytes.of(new byte[] {(byte) 0x8f, 0, 0x1b})))))
        .containsExactly("14:30:25.123 < pong 3 B  8f 00 1b");
    assertThat(lines(came(new Frame.Close(1001, "bye"))))
        .containsExactly("14:30:25.123 < close 5 B  1001 going away \"bye\"");
    assertThat(lines(came(new Frame.Close(Frame.Close.NO_CODE, ""))))
        .containsExactly("14:30:25.123 < close 0 B  no code");
  }

  @Test
  void a_pong_that_answers_tells_the_round_trip() {
    Frame.Pong pong = new Frame.Pong(Bytes.of("1"));
    lines(new WireEvent.Sent(new Frame.Ping(Bytes.of("1"))));
    assertThat(lines(AT.plusMillis(12), came(pong), COLUMNS, false))
        .containsExactly("14:30:25.135 < pong 1 B (after 12 ms)  1");
    assertThat(lines(AT.plusMillis(13), came(pong), COLUMNS, false))
        .as("it answers once")
        .containsExactly("14:30:25.136 < pong 1 B  1");
  }

  private static final List<WireEvent> OPENING =
      List.of(
          new WireEvent.Resolved(
              "localhost", List.of(InetAddress.getLoopbackAddress(), address("::1"))),
          new WireEvent.Connected(new InetSocketAddress("127.0.0.1", 8765), Optional.empty()),
          new WireEvent.Asked(
              URL,
              "GET /ws HTTP/1.1",
              List.of(
                  new Header("Host", "localhost:8765"),
                  new Header("Upgrade", "websocket"),
                  new Header("Origin", "https://example.org"),
                  new Header("Authorization", "Bearer ****"))),
          new WireEvent.Answered(
              101,
              "Switching Protocols",
              List.of(new Header("Upgrade", "websocket"), new Header("Server", "nginx")),
              ""),
          new WireEvent.Opened(Optional.of("chat"), List.of("permessage-deflate; x=1")));

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_connection_that_opens_takes_a_line_a_step() {
    assertThat(OPENING.stream().flatMap(event -> lines(event).stream()))
        .containsExactly(
            "14:30:25.123 * localhost is 127.0.0.1, ::1",
            "14:30:25.123 * connected to 127.0.0.1:8765",
            "14:30:25.123 * GET /ws HTTP/1.1",
            "  > Host: localhost:8765  Upgrade: websocket  Origin: https://example.org",
            "  > Authorization: Bearer ****",
            "14:30:25.123 * 101 Switching Protocols",
            "  < Upgrade: websocket  Server: nginx",
            "14:30:25.123 * open: subprotocol chat, permessage-deflate; x=1");
    assertThat(lines(new WireEvent.Opened(Optional.empty(), List.of())))
        .containsExactly("14:30:25.123 * open: no subprotocol, no extensions");
    assertThat(
            lines(
                new WireEvent.Connected(
                    new InetSocketAddress(address("::1"), 3128), Optional.of("proxy:3128"))))
        .containsExactly("14:30:25.123 * connected to the proxy proxy:3128 ([::1]:3128)");
    assertThat(lines(new WireEvent.Secured("TLSv1.3", "TLS_AES_256_GCM_SHA384")))
        .containsExactly("14:30:25.123 * TLSv1.3 TLS_AES_256_GCM_SHA384");
  }

  @Test
  void headers_take_a_line_each_when_asked_for_and_when_refused() {
    assertThat(lines(AT, OPENING.get(3), COLUMNS, true))
        .containsExactly(
            "14:30:25.123 * 101 Switching Protocols",
            "  < Upgrade: websocket",
            "  < Server: nginx");
    assertThat(lines(AT, OPENING.get(2), COLUMNS, true))
        .contains("  > Host: localhost:8765", "  > Authorization: Bearer ****");
    assertThat(lines(AT, OPENING.get(2), 40, false))
        .containsExactly(
            "14:30:25.123 * GET /ws HTTP/1.1",
            "  > Host: localhost:8765",
            "  > Upgrade: websocket",
            "  > Origin: https://example.org",
            "  > Authorization: Bearer ****");
    assertThat(
            lines(
                new WireEvent.Answered(
                    403,
                    "Forbidden",
                    List.of(new Header("Date", "today"), new Header("Set-Cookie", "session=1")),
                    "{\"error\":\"no\"}\n")))
        .containsExactly(
            "14:30:25.123 * 403 Forbidden",
            "  < Date: today",
            "  < Set-Cookie: ****",
            "  {",
            "    \"error\": \"no\"",
            "  }");
  }

  private static StreamEnd end(String text) {
    return new StreamEnd(
        new StreamFailure(StreamFailure.Kind.UNREACHABLE, text),
        StreamEnd.Retry.NEVER,
        Duration.ZERO);
  }

  private static WireEvent.Ended ended(Closer by, int code, String reason) {
    return new WireEvent.Ended(by, code, reason, end("localhost: words"));
  }

  @Test
  void an_end_tells_who_why_how_long_and_how_much() {
    OPENING.forEach(this::lines);
    lines(text("hello"));
    lines(came(new Frame.Ping(Bytes.of("not counted"))));
    lines(new WireEvent.Sent(new Frame.Binary(Bytes.of("1234"))));
    assertThat(lines(AT.plusMillis(5250), ended(Closer.SERVER, 1001, "see you"), COLUMNS, false))
        .containsExactly(
            "14:30:30.373 * closed by the server: 1001 going away \"see you\"",
            "  open 5.3 s, received 1 (5 B), sent 1 (4 B)");
    assertThat(lines(AT.plusSeconds(200), ended(Closer.US, 1000, ""), COLUMNS, false))
        .containsExactly(
            "14:33:45.123 * closed by us: 1000 normal",
            "  open 3 min 20 s, received 1 (5 B), sent 1 (4 B)");
    assertThat(lines(AT.plusSeconds(7500), ended(Closer.NETWORK, 1006, ""), COLUMNS, false))
        .containsExactly(
            "16:35:25.123 * lost without a close (1006)",
            "  open 2 h 5 min, received 1 (5 B), sent 1 (4 B)");
    assertThat(lines(ended(Closer.RULES, 1002, "")).get(0))
        .startsWith("14:30:25.123 * closed by us for what the server sent: 1002 protocol error");
    assertThat(lines(ended(Closer.NETWORK, 1006, "in mid-message (2 of 9 bytes)")).get(0))
        .endsWith("lost without a close in mid-message (2 of 9 bytes) (1006)");
    lines(OPENING.get(0));
    assertThat(lines(ended(Closer.NOBODY, 0, "")))
        .as("the next connection begins anew")
        .containsExactly("14:30:25.123 * not open");
  }

  @Test
  void a_certificate_tells_dates_names_and_issuer(@TempDir Path folder) throws Exception {
    Certificates made = Certificates.in(folder);
    assertThat(certificate(made.file("good.pem")))
        .containsExactly(
            "14:30:25.123 * certificate CN=good, 2020-01-01 to 2060-01-01, 12,386 days left",
            "  for 127.0.0.1, localhost; issued by CN=ca; 1 certificate");
    assertThat(certificate(made.file("expired.pem")).get(0)).endsWith("2021-01-01, expired");
    assertThat(certificate(made.file("early.pem")).get(0)).endsWith("2060-01-01, not valid yet");
    assertThat(certificate(made.file("self.pem")).get(1)).contains("issued by itself");
  }

  private List<String> certificate(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      X509Certificate own =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return lines(new WireEvent.Shown(new ShownCertificates(List.of(own))));
    }
  }

  @Provide
  static Arbitrary<String> hostile() {
    return HostileText.strings();
  }

  @Property(tries = 500)
  void nothing_foreign_harms_a_terminal(@ForAll("hostile") String foreign) {
    List<Header> headers = List.of(new Header(foreign, foreign));
    List<WireEvent> events =
        List.of(
            text(foreign),
            text("{\"a\":\"" + foreign.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\"}"),
            came(new Frame.Ping(Bytes.of(foreign))),
            came(new Frame.Close(1000, foreign)),
            new WireEvent.Resolved(foreign, List.of()),
            new WireEvent.Connected(new InetSocketAddress(1), Optional.of(foreign)),
            new WireEvent.Secured(foreign, foreign),
            new WireEvent.Asked(URL, foreign, headers),
            new WireEvent.Answered(403, foreign, headers, foreign),
            new WireEvent.Opened(Optional.of(foreign), List.of(foreign)),
            new WireEvent.Ended(Closer.SERVER, 1000, foreign, end(foreign)),
            new WireEvent.Ended(Closer.NETWORK, 1006, foreign, end(foreign)));
    for (WireEvent event : events) {
      List<String> lines = lines(event);
      assertThat(lines.get(0)).startsWith("14:30:25.123 ");
      lines.forEach(line -> assertThat(TerminalText.harmIn(line, false)).as("%s", event).isEmpty());
      assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("  "));
    }
  }
}
