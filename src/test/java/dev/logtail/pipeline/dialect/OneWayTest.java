package dev.logtail.pipeline.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class OneWayTest {
  private static final String RECORD =
      "{\"timestamp\":1,\"level\":\"INFO\",\"message\":\"m\",\"x\":{}}";

  @Test
  void knowsRecordsAndBatchesOfThem() {
    assertThat(OneWay.sending(RECORD)).contains("worker");
    assertThat(OneWay.sending("[" + RECORD + "," + RECORD + "]")).contains("worker");
    assertThat(OneWay.sending("[" + RECORD + ",7]")).isEmpty();
    assertThat(OneWay.sending("[7," + RECORD + "]")).isEmpty();
    assertThat(OneWay.sending("[{}," + RECORD + "]")).isEmpty();
    assertThat(OneWay.sending("[]")).isEmpty();
    assertThat(OneWay.sending("{\"level\":\"INFO\",\"message\":\"m\"}")).isEmpty();
    assertThat(OneWay.sending("hello")).isEmpty();
  }

  @Test
  void knowsWhereAWorkerMayBe() {
    assertThat(OneWay.mayBeAt(URI.create("ws://h:54321"))).isTrue();
    assertThat(OneWay.mayBeAt(URI.create("ws://h:54321/"))).isTrue();
    assertThat(OneWay.mayBeAt(URI.create("wss://h/app/ws/54321"))).isTrue();
    assertThat(OneWay.mayBeAt(URI.create("ws://h/echo"))).isFalse();
    assertThat(OneWay.mayBeAt(URI.create("ws://h/ws/chat"))).isFalse();
  }

  @Test
  void knowsTheAddressOfRawStreams() {
    assertThat(OneWay.at(URI.create("wss://h/app/ws/logs?x=1"))).contains("raw");
    assertThat(OneWay.at(URI.create("ws://h"))).isEmpty();
    assertThat(OneWay.at(URI.create("ws://h/ws/logs/other"))).isEmpty();
  }
}
