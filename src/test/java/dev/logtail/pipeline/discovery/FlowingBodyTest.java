package dev.logtail.pipeline.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class FlowingBodyTest {
  private final FlowingBody body = new FlowingBody(Duration.ofMillis(30));
  private final Source source = new Source();

  /** What a client sees of a connection. */
  private static final class Source implements Flow.Subscription {
    private long requested;
    private boolean cancelled;

    @Override
    public void request(long n) {
      requested += n;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  private static List<ByteBuffer> buffers(String... texts) {
    return List.of(texts).stream().map(text -> ByteBuffer.wrap(text.getBytes(UTF_8))).toList();
  }

  @Test
  void it_is_what_came_and_asks_for_more_only_when_that_was_taken() throws IOException {
    body.onSubscribe(source);
    body.onNext(buffers("ab", "", "c"));
    assertThat(source.requested).isEqualTo(1);
    assertThat(body.read()).isEqualTo('a');
    assertThat(source.requested).isEqualTo(2);
    body.onNext(List.of());
    assertThat(source.requested).as("nothing came").isEqualTo(3);
    body.onNext(buffers("d"));
    body.onComplete();
    assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("bcd");
    assertThat(body.read()).isEqualTo(-1);
  }

  @Test
  void a_server_that_says_nothing_more_is_given_up() {
    body.onSubscribe(source);
    body.onNext(buffers("a"));
    assertThatThrownBy(body::readAllBytes)
        .isInstanceOf(HttpTimeoutException.class)
        .hasMessageContaining("nothing more came");
  }

  @Test
  void a_broken_connection_is_no_end() {
    body.onSubscribe(source);
    body.onNext(buffers("a"));
    body.onError(new IOException("reset"));
    assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class).hasMessage("reset");
  }

  @Test
  void who_closes_it_stops_the_transfer() throws IOException {
    body.onSubscribe(source);
    body.close();
    assertThat(source.cancelled).isTrue();
    assertThat(body.read()).isEqualTo(-1);
  }
}
