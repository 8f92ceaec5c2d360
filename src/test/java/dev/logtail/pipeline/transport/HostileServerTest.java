package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.runtime.ManualScheduler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of what a server can do to a client: what the user is told, whether the stream is tried
 * again, what the server is told, and that nothing is left behind. Time stands still unless a row
 * lets it pass: nothing here is noticed by waiting.
 */
@Timeout(60)
class HostileServerTest {
  /** Descriptors that the JVM may open meanwhile for itself. */
  private static final int SLACK = 4;

  private static final int ROUNDS = 10;

  private final ManualScheduler time = new ManualScheduler();
  private final TyrusConnector connector =
      new TyrusConnector(
          new ConnectorSettings(HostileRow.HANDSHAKE, HostileFrames.MAX_MESSAGE, 4),
          Credentials.NONE,
          time,
          Trust.ofThisJvm(),
          time);
  private final RecordingListener listener = new RecordingListener();

  static Stream<HostileRow> rows() {
    return Stream.of(HostileHandshakes.rows(), HostileFrames.rows(), HostileEnds.rows())
        .flatMap(rows -> rows);
  }

  @AfterEach
  void close() {
    connector.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isToldAndEnded(HostileRow row) throws Exception {
    long before = descriptors();
    try (RawWebSocketServer server = new RawWebSocketServer(row.script())) {
      connector.dial(server.url(), List.of(), listener);
      if (row.opens()) {
        listener.expectOpened();
      }
      for (String text : row.texts()) {
        assertThat(listener.expectText()).isEqualTo(text);
      }
      StreamEnd end = end(row, server);

      assertThat(end.failure().text())
          .startsWith(server.url().toString())
          .contains(row.end().failure().text())
          .hasSizeLessThan(500);
      assertThat(end.failure().kind()).isEqualTo(row.end().failure().kind());
      assertThat(end.retry()).isEqualTo(row.end().retry());
      assertThat(end.atLeast()).isEqualTo(row.end().atLeast());
      if (row.closeCode() != 0) {
        assertThat(server.closeCode()).isEqualTo(row.closeCode());
      }
      assertThat(listener.rest()).isEmpty();
      assertThat(server.failures()).isEmpty();
    }
    assertNothingIsLeft(before);
  }

  /** One connector, every row again and again: nothing piles up. */
  @Test
  void leavesNothingBehindHoweverOften() throws Exception {
    List<HostileRow> quick =
        Stream.concat(HostileHandshakes.rows(), HostileEnds.rows())
            .filter(row -> row.passes().isZero() && !row.name().startsWith("W-6"))
            .toList();
    playAll(quick);
    long before = descriptors();
    for (int i = 0; i < ROUNDS; i++) {
      playAll(quick);
    }
    time.advance(Duration.ofMinutes(1));

    Awaitility.await()
        .untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(before + SLACK));
    assertThat(threads()).hasSizeLessThanOrEqualTo(4);
    assertThat(time.pending()).isZero();
  }

  private void playAll(List<HostileRow> rows) throws Exception {
    for (HostileRow row : rows) {
      try (RawWebSocketServer server = new RawWebSocketServer(row.script())) {
        RecordingListener once = new RecordingListener();
        connector.dial(server.url(), List.of(), once);
        if (row.opens()) {
          once.expectOpened();
        }
        for (String text : row.texts()) {
          assertThat(once.expectText()).isEqualTo(text);
        }
        once.expectEnd();
      }
    }
  }

  private StreamEnd end(HostileRow row, RawWebSocketServer server) throws InterruptedException {
    if (!row.passes().isZero()) {
      Awaitility.await().until(() -> server.connections() == 1 && time.pending() > 0);
      time.advance(row.passes());
    }
    return listener.expectEnd();
  }

  private void assertNothingIsLeft(long descriptorsBefore) throws IOException {
    connector.close();
    Awaitility.await()
        .untilAsserted(
            () -> {
              assertThat(threads()).isEmpty();
              assertThat(descriptors()).isLessThanOrEqualTo(descriptorsBefore + SLACK);
            });
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("logtail-io"))
        .toList();
  }

  private static long descriptors() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getOpenFileDescriptorCount();
  }
}
