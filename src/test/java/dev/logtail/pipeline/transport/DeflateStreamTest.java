package dev.logtail.pipeline.transport;

import static dev.logtail.pipeline.transport.RawWebSocketServer.CONTINUATION;
import static dev.logtail.pipeline.transport.RawWebSocketServer.PING;
import static dev.logtail.pipeline.transport.RawWebSocketServer.RSV1;
import static dev.logtail.pipeline.transport.RawWebSocketServer.TEXT;
import static dev.logtail.pipeline.transport.RawWebSocketServer.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.transport.RawWebSocketServer.Script;
import dev.logtail.pipeline.transport.StreamEnd.Retry;
import dev.logtail.runtime.ManualScheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compressed streams over real sockets. */
@Timeout(30)
class DeflateStreamTest {
  private static final int MAX_FRAME = 1 << 20;

  private final TyrusConnector connector =
      new TyrusConnector(
          new ConnectorSettings(Duration.ofSeconds(10), MAX_FRAME, 4),
          Credentials.NONE,
          new ManualScheduler());
  private final RecordingListener listener = new RecordingListener();
  private final Deflated deflated = new Deflated();
  private RawWebSocketServer server;

  @AfterEach
  void close() throws IOException {
    connector.close();
    server.close();
    assertThat(server.failures()).isEmpty();
  }

  private void dial(Script script) throws IOException {
    server = new RawWebSocketServer(script);
    connector.dial(server.url(), List.of(), listener);
  }

  @Test
  void offersWhatItCanKeep() throws Exception {
    dial(RawWebSocketServer.Peer::accept);

    assertThat(server.request())
        .containsPattern(
            "Sec-WebSocket-Extensions: ?permessage-deflate;"
                + " ?client_no_context_takeover; ?client_max_window_bits\r\n");
  }

  @Test
  void mixesCompressedAndPlainMessagesWholeAndInFragments() throws Exception {
    dial(
        peer -> {
          peer.acceptDeflate("; server_max_window_bits=15; client_max_window_bits=9");
          peer.write(frame(TEXT | RSV1, true, deflated.message("compressed 龙")));
          peer.text("plain");
          byte[] parts = deflated.message("compressed in fragments");
          peer.write(frame(TEXT | RSV1, false, Arrays.copyOf(parts, 3)));
          peer.write(frame(PING, true, "p".getBytes(UTF_8)));
          peer.write(frame(CONTINUATION, false, new byte[0]));
          peer.write(frame(CONTINUATION, true, Arrays.copyOfRange(parts, 3, parts.length)));
          peer.write(frame(TEXT, false, "plain in ".getBytes(UTF_8)));
          peer.write(frame(CONTINUATION, true, "fragments".getBytes(UTF_8)));
          peer.write(frame(TEXT | RSV1, true, deflated.message("compressed 龙")));
          peer.write(frame(TEXT | RSV1, true, Deflated.finished("final block")));
          peer.text("");
          peer.awaitEnd();
        });

    listener.expectOpened();
    for (String expected :
        List.of(
            "compressed 龙",
            "plain",
            "compressed in fragments",
            "plain in fragments",
            "compressed 龙",
            "final block",
            "")) {
      assertThat(listener.expectText()).isEqualTo(expected);
    }
  }

  @Test
  void forgetsWhereTheServerDoes() throws Exception {
    dial(
        peer -> {
          peer.acceptDeflate("; server_no_context_takeover");
          for (int i = 0; i < 3; i++) {
            peer.write(frame(TEXT | RSV1, true, new Deflated().message("again")));
          }
          peer.awaitEnd();
        });

    listener.expectOpened();
    for (int i = 0; i < 3; i++) {
      assertThat(listener.expectText()).isEqualTo("again");
    }
  }

  @Test
  void aBombEndsTheStreamWith1009() throws Exception {
    byte[] bomb = deflated.message(new byte[64 << 20]);
    assertBreach(bomb, 1009, "larger than allowed; raise --max-frame");
  }

  @Test
  void corruptDataEndsTheStreamWithItsReason() throws Exception {
    assertBreach(new byte[] {7}, 1007, "compressed data is corrupt (invalid block type)");
  }

  private void assertBreach(byte[] payload, int code, String words) throws Exception {
    BlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
    dial(
        peer -> {
          peer.acceptDeflate("");
          peer.write(frame(TEXT | RSV1, true, payload));
          peer.text("not to be seen");
          codes.add(peer.readFrame().closeCode());
          peer.awaitEnd();
        });
    listener.expectOpened();
    StreamEnd end = listener.expectEnd();

    assertThat(end.failure().text()).startsWith(server.url() + ": ").contains(words);
    assertThat(end.failure().kind()).isEqualTo(Kind.PROTOCOL);
    assertThat(end.retry()).isEqualTo(Retry.FEW);
    assertThat(codes.poll(20, TimeUnit.SECONDS)).isEqualTo(code);
  }
}
