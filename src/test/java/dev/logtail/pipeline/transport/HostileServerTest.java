package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import dev.logtail.runtime.ManualScheduler;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Pattern;
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

  /** How often each row is played on one connector, and how many of them at once. */
  private static final int TIMES = 200;

  private static final int AT_ONCE = 20;
  private static final int LEAK_SLACK = 2;

  /**
   * Rows that are not played two hundred times: they are made of megabytes. Those that end because
   * time passes are not either.
   */
  private static final Pattern LARGE = Pattern.compile("W-(6|39|4[0-3]|65)\\b.*");

  private final ManualScheduler time = new ManualScheduler();
  private final TyrusConnector connector =
      new TyrusConnector(
          new ConnectorSettings(HostileRow.HANDSHAKE, HostileFrames.MAX_MESSAGE, 4),
          Credentials.NONE,
          time,
          Trust.ofThisJvm(),
          ProxyRules.DIRECT,
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

  /** One connector, every row two hundred times: nothing piles up. */
  @Test
  @Timeout(240)
  void leavesNothingBehindHoweverOften() throws Exception {
    List<HostileRow> quick =
        rows()
            .filter(row -> row.passes().isZero() && !LARGE.matcher(row.name()).matches())
            .toList();
    for (HostileRow row : quick) {
      play(row, 1);
    }
    long before = descriptors();
    for (HostileRow row : quick) {
      play(row, TIMES);
    }
    time.advance(Duration.ofMinutes(1));

    Awaitility.await()
        .untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(before + LEAK_SLACK));
    assertThat(threads()).hasSizeLessThanOrEqualTo(4);
    assertThat(time.pending()).isZero();
  }

  private void play(HostileRow row, int times) throws Exception {
    try (RawWebSocketServer server = new RawWebSocketServer(row.script())) {
      ArrayDeque<RecordingListener> open = new ArrayDeque<>();
      for (int i = 0; i < times; i++) {
        if (open.size() == AT_ONCE) {
          expect(row, open.remove());
        }
        RecordingListener once = new RecordingListener();
        open.add(once);
        connector.dial(server.url(), List.of(), once);
      }
      while (!open.isEmpty()) {
        expect(row, open.remove());
      }
    }
  }

  private static void expect(HostileRow row, RecordingListener once) throws Exception {
    if (row.opens()) {
      once.expectOpened();
    }
    for (String text : row.texts()) {
      assertThat(once.expectText()).isEqualTo(text);
    }
    assertThat(once.expectEnd().retry()).as(row.name()).isEqualTo(row.end().retry());
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
