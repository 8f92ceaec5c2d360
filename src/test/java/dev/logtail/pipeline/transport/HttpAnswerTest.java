package dev.logtail.pipeline.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {
  private final HttpAnswer answer = new HttpAnswer();

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
  }

  @Test
  void takesTheHeadAndLeavesWhatFollows() throws Breach {
    ByteBuffer in = bytes("HTTP/1.1 101 Yes, do\r\nA: one\r\na:two, Three \r\n\r\nrest");

    assertThat(answer.takeHead(in)).isTrue();
    assertThat(in.remaining()).isEqualTo(4);
    assertThat(answer.status()).isEqualTo(101);
    assertThat(answer.reason()).isEqualTo("Yes, do");
    assertThat(answer.headers()).containsOnlyKeys("A");
    assertThat(answer.first("a")).contains("one");
    assertThat(answer.has("A", "three")).isTrue();
    assertThat(answer.has("A", "thr")).isFalse();
  }

  @Test
  void takesAHeadByteByByte() throws Breach {
    String head = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404\nX: y\n\n";
    for (int i = 0; i < head.length() - 1; i++) {
      assertThat(answer.takeHead(bytes(head.substring(i, i + 1)))).isFalse();
    }

    assertThat(answer.takeHead(bytes("\n"))).isTrue();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.isCurrentVersion()).isFalse();
  }

  @Test
  void knowsWhenThereIsEnoughOfABody() throws Breach {
    answer.takeHead(bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"));

    assertThat(answer.takeBody(bytes("abc"))).isFalse();
    assertThat(answer.takeBody(bytes("de and more"))).isTrue();
    assertThat(answer.body()).isEqualTo("abcde");
  }

  @Test
  void joinsTheChunksOfABody() throws Breach {
    answer.takeHead(bytes("HTTP/1.1 502 Bad\r\nTransfer-Encoding: chunked\r\n\r\n"));

    assertThat(answer.takeBody(bytes("5;x=y\r\nno wo\r\n4\r\nrker\r\n"))).isFalse();
    assertThat(answer.takeBody(bytes("0\r\n\r\n"))).isTrue();
    assertThat(answer.body()).isEqualTo("no worker");
  }

  @Property(tries = 1000)
  void whateverIsSaidToBeChunksIsRead(@ForAll @Size(max = 200) byte[] garbage) throws Breach {
    HttpAnswer fuzzed = new HttpAnswer();
    fuzzed.takeHead(bytes("HTTP/1.1 502 Bad\r\nTransfer-Encoding: chunked\r\n\r\n"));
    fuzzed.takeBody(ByteBuffer.wrap(garbage));
    assertThat(fuzzed.body().length()).isLessThanOrEqualTo(garbage.length);
  }

  @Property(tries = 1000)
  void whateverComesIsTakenOrABreach(@ForAll @Size(max = 200) byte[] garbage) {
    HttpAnswer fuzzed = new HttpAnswer();
    try {
      fuzzed.takeHead(bytes("HTTP/1.1 2"));
      fuzzed.takeHead(ByteBuffer.wrap(garbage));
    } catch (Breach e) {
      assertThat(e.code()).isEqualTo(Breach.PROTOCOL_ERROR);
    }
  }
}
