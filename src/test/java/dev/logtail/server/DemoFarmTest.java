package dev.logtail.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.logtail.runtime.Scheduler;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoFarmTest {
  private static final Pattern URL = Pattern.compile("\"log_stream_url\":\"([^\"]+)\"");
  private static final Pattern BARS = Pattern.compile("\"bars_processed\":([0-9]+)");

  /** Time that passes only when the test says so; the farm ticks each time. */
  private static final class Hand implements Scheduler {
    private final List<Runnable> periodic = new CopyOnWriteArrayList<>();
    private volatile Instant now = Instant.parse("2026-02-01T06:30:25Z");

    @Override
    public Timer after(Duration delay, Runnable task) {
      throw new AssertionError("the farm only ticks");
    }

    @Override
    public Timer every(Duration period, Runnable task) {
      periodic.add(task);
      return () -> periodic.remove(task);
    }

    void advance(Duration step) {
      now = now.plus(step);
      periodic.forEach(Runnable::run);
    }
  }

  private final Hand hand = new Hand();
  private final HttpClient client = HttpClient.newHttpClient();

  private DemoFarm farm(DemoSettings settings) throws IOException {
    return DemoFarm.start(settings, () -> hand.now, ZoneOffset.ofHours(8), hand);
  }

  private static DemoSettings settings(int workers, long seed) {
    return new DemoSettings(workers, 10, seed, 0, true);
  }

  private String get(DemoFarm farm, String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(farm.api().resolve(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private List<URI> urls(DemoFarm farm) throws Exception {
    return URL.matcher(get(farm, "/api/workers"))
        .results()
        .map(found -> URI.create(found.group(1)))
        .toList();
  }

  @Test
  void lists_its_workers_one_of_which_does_not_stream() throws Exception {
    try (DemoFarm farm = farm(settings(5, 1))) {
      assertThat(get(farm, "/api/status"))
          .startsWith("{\"total_workers\":5,\"active_configs\":5,\"worker_keys\":[")
          .contains("user123_002050.SZ_hidden_dragon", "user123_600132.SH_turtle_trading")
          .contains("user123_000002.SZ_yang_breakout", "300347.SZ");
      assertThat(urls(farm)).hasSize(4).doesNotHaveDuplicates();
      assertThat(get(farm, "/api/workers/user123_300347.SZ_mean_reversion/console"))
          .endsWith("\"log_stream_url\":null}");
    }
    try (DemoFarm farm = farm(settings(3, 1))) {
      assertThat(urls(farm)).hasSize(3);
    }
  }

  @Test
  void every_ring_is_full_from_the_start_and_the_same_for_the_same_seed() throws Exception {
    List<String> first = rings(7);

    assertThat(first).hasSize(400).isEqualTo(rings(7)).isNotEqualTo(rings(8));
    assertThat(first.get(99)).contains("\"timestamp\":\"2026-02-01T14:30:2");
  }

  private List<String> rings(long seed) throws Exception {
    try (DemoFarm farm = farm(settings(5, seed))) {
      List<Listener> listeners = urls(farm).stream().map(DemoFarmTest::connect).toList();
      await().until(() -> listeners.stream().allMatch(listener -> listener.count() == 100));
      return listeners.stream().flatMap(listener -> listener.frames().stream()).toList();
    }
  }

  private static Listener connect(URI url) {
    try {
      return Listener.connect(url);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void its_workers_go_on_logging() throws Exception {
    try (DemoFarm farm = farm(settings(1, 1))) {
      Listener listener = connect(urls(farm).get(0));
      await().until(() -> listener.count() == 100);
      long barsBefore = bars(farm);

      hand.advance(Duration.ofSeconds(5));
      await().until(() -> listener.count() >= 140);

      assertThat(bars(farm)).isGreaterThan(barsBefore);
      List<Long> seqs = listener.seqs();
      assertThat(seqs.get(seqs.size() - 1)).isEqualTo(seqs.get(0) + seqs.size() - 1);
      String tail = get(farm, "/api/workers/user123_002050.SZ_hidden_dragon/logs?tail=3");
      assertThat(tail.lines()).hasSize(3);
      List<String> frames = listener.frames();
      String newest = tail.lines().skip(2).findFirst().orElseThrow();
      assertThat(frames.get(frames.size() - 1)).contains(newest.replace("\"", "\\\""));
    }
  }

  private long bars(DemoFarm farm) throws Exception {
    Matcher bars = BARS.matcher(get(farm, "/api/workers"));
    assertThat(bars.find()).isTrue();
    return Long.parseLong(bars.group(1));
  }

  @Test
  void now_and_then_a_worker_comes_back_on_another_port_with_an_empty_ring() throws Exception {
    try (DemoFarm farm = farm(settings(1, 1))) {
      URI before = urls(farm).get(0);
      Listener listener = connect(before);
      await().until(() -> listener.count() == 100);

      for (int i = 0; i < 8; i++) {
        hand.advance(Duration.ofSeconds(5));
      }
      assertThat(listener.closed.join()).isEqualTo("1001 Worker stopped");
      URI after = urls(farm).get(0);
      assertThat(after).isNotEqualTo(before);
      hand.advance(Duration.ofSeconds(1));
      Listener again = connect(after);
      await().until(() -> again.count() > 0);
      assertThat(again.seqs().get(0)).isEqualTo(1);
      assertThat(boot(again)).isNotEqualTo(boot(listener));
    }
  }

  private static String boot(Listener listener) {
    String frame = listener.frames().get(0);
    return frame.substring(frame.indexOf("\"boot\":"));
  }

  @Test
  void workers_stay_where_they_are_when_restarts_are_off() throws Exception {
    try (DemoFarm farm = farm(new DemoSettings(1, 10, 1, 0, false))) {
      URI before = urls(farm).get(0);
      Listener listener = connect(before);
      await().until(() -> listener.count() == 100);
      for (int i = 0; i < 20; i++) {
        hand.advance(Duration.ofSeconds(5));
        int expected = 100 + 40 * (i + 1);
        await().until(() -> listener.count() >= expected);
      }
      assertThat(urls(farm)).containsExactly(before);
      assertThat(listener.closed).isNotDone();
    }
  }

  @Test
  void leaves_nothing_behind_when_closed() throws Exception {
    DemoFarm farm = farm(settings(5, 1));
    List<Listener> listeners = urls(farm).stream().map(DemoFarmTest::connect).toList();
    await().until(() -> listeners.stream().allMatch(listener -> listener.count() > 0));
    assertThat(ownThreads()).isNotEmpty();

    farm.close();

    for (Listener listener : listeners) {
      assertThat(listener.closed.join()).isEqualTo("1001 Worker stopped");
    }
    await().until(() -> ownThreads().isEmpty());
    assertThat(hand.periodic).isEmpty();
    assertThatThrownBy(() -> get(farm, "/health")).isInstanceOf(ConnectException.class);
  }

  private static List<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("logtail-demo") || name.startsWith("logtail-server"))
        .toList();
  }

  @Test
  void needs_few_threads_for_many_workers() throws Exception {
    try (DemoFarm farm = farm(settings(200, 1))) {
      List<Listener> listeners = urls(farm).stream().map(DemoFarmTest::connect).toList();
      assertThat(listeners).hasSize(199);
      await().until(() -> listeners.stream().allMatch(listener -> listener.count() == 100));
      assertThat(ownThreads()).hasSizeLessThanOrEqualTo(6);
      listeners.forEach(Listener::close);
    }
  }

  @Test
  void says_which_port_is_taken() throws Exception {
    try (DemoFarm farm = farm(settings(1, 1))) {
      int port = farm.api().getPort();
      assertThatThrownBy(() -> farm(new DemoSettings(1, 10, 1, port, true)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen on 127.0.0.1:" + port + ": ");
    }
  }

  @Test
  void refuses_settings_that_make_no_sense() {
    assertThatThrownBy(() -> new DemoSettings(0, 10, 1, 0, true)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> new DemoSettings(1, 0, 1, 0, true)).hasMessageContaining("not 0.0");
    assertThatThrownBy(() -> new DemoSettings(1, Double.NaN, 1, 0, true))
        .hasMessageContaining("not NaN");
    assertThatThrownBy(() -> new DemoSettings(1, 1, 1, 70_000, true))
        .hasMessageContaining("not 70000");
  }
}
