package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.RawFrame;
import dev.logtail.model.Receipt;
import dev.logtail.model.RecordId;
import dev.logtail.model.ResumeRule;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.StreamTarget;
import dev.logtail.model.Vitals.Pulse;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.FollowSession;
import dev.logtail.pipeline.RecordArchive;
import dev.logtail.pipeline.StreamFactory;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.dialect.Dialect;
import dev.logtail.pipeline.filter.EntryFilter;
import dev.logtail.pipeline.order.RecordHistory;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.TimerThread;
import dev.logtail.runtime.WallClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Algorithm B over real sockets: a stream of named records, and a history that comes in pages. */
@Timeout(60)
class HistoryOverHttpTest {
  private static final WorkerKey WORKER = new WorkerKey("job-1");

  private static final StreamSettings SOON =
      new StreamSettings(
          new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(60)),
          KeepAlive.DEFAULT,
          true,
          StreamSettings.UNLIMITED,
          List.of());

  private final TimerThread timer = new TimerThread();
  private final ExecutorService blocking = NamedThreads.pool("test-blocking", 2);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Entry> out = new CopyOnWriteArrayList<>();
  private Optional<TyrusConnector> connector = Optional.empty();
  private Optional<FollowSession> session = Optional.empty();
  private Optional<NamedRecordServer> server = Optional.empty();

  @AfterEach
  void close() throws IOException {
    session.ifPresent(FollowSession::finish);
    connector.ifPresent(TyrusConnector::close);
    if (server.isPresent()) {
      server.get().close();
    }
    blocking.shutdownNow();
    timer.close();
  }

  /** Lines of {@code id|stamp|message}. */
  private static final class NamedLines implements Dialect, Dialect.Decoder {
    @Override
    public String name() {
      return "named";
    }

    @Override
    public List<String> hello() {
      return List.of();
    }

    @Override
    public Decoder decoderFor(WorkerKey worker) {
      return this;
    }

    @Override
    public ResumeRule resumeRule() {
      return ResumeRule.NAMED_RECORDS;
    }

    @Override
    public void decode(RawFrame frame, Sink<LogEvent> out) {
      String[] parts = frame.text().split("\\|", 3);
      EventTime time = new EventTime(Instant.parse(parts[1]), frame.at(), parts[1]);
      Receipt receipt = Receipt.object(frame.text(), RecordId.named(parts[0]));
      out.accept(new LogEvent(WORKER, time, Level.of("INFO"), parts[2], Origin.UNKNOWN, receipt));
    }
  }

  /** Asks page by page, newest first, until one brings nothing. */
  private void ask(URI url, Instant since, int most, Sink<RecordHistory.Answer> then) {
    blocking.execute(
        () -> {
          try {
            then.accept(new RecordHistory.Answer.Records(pages(url, since, most)));
          } catch (IOException e) {
            then.accept(new RecordHistory.Answer.Failed(String.valueOf(e.getMessage())));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private List<LogEvent> pages(URI url, Instant since, int most)
      throws IOException, InterruptedException {
    List<LogEvent> newestFirst = new ArrayList<>();
    while (newestFirst.size() < most) {
      URI page = URI.create(url + "?since=" + since + "&skip=" + newestFirst.size());
      HttpResponse<String> answer =
          http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("status " + answer.statusCode());
      }
      int before = newestFirst.size();
      answer
          .body()
          .lines()
          .forEach(
              line -> new NamedLines().decode(new RawFrame(Instant.EPOCH, line), newestFirst::add));
      if (newestFirst.size() == before) {
        break;
      }
    }
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  private NamedRecordServer follow(boolean inclusive) throws IOException {
    NamedRecordServer started = new NamedRecordServer(inclusive);
    server = Optional.of(started);
    connector = Optional.of(new TyrusConnector(ConnectorSettings.DEFAULT, Credentials.NONE, timer));
    RecordHistory history =
        (worker, since, most, then) -> ask(started.historyUrl(), since, most, then);
    FollowSession made =
        new FollowSession(
            new FollowSession.Settings(Duration.ofMillis(50), OptionalInt.empty(), 1 << 20),
            new FollowSession.Parts(
                streams(connector.get()),
                new NamedLines(),
                RecordArchive.NONE,
                history,
                EntryFilter.ALL,
                WallClock.system(),
                Ticker.system()),
            out::addAll);
    session = Optional.of(made);
    made.start();
    made.follow(WORKER, started.streamUrl());
    made.startComplete();
    await().until(started::isOpen);
    return started;
  }

  private StreamFactory streams(TyrusConnector tyrus) {
    Surroundings around =
        new Surroundings(
            timer, WallClock.system(), Ticker.system(), RandomGenerator.getDefault(), blocking);
    return (worker, address, signals) ->
        new Followed(
            new StreamSupervisor(
                new StreamTarget(worker, address),
                key -> Optional.of(address),
                tyrus,
                SOON,
                around,
                signals));
  }

  private record Followed(StreamSupervisor supervisor) implements StreamFactory.Stream {
    @Override
    public Pulse pulse() {
      return supervisor.pulse();
    }

    @Override
    public void start() {
      supervisor.start();
    }

    @Override
    public void reconnectNow() {
      supervisor.reconnectNow();
    }

    @Override
    public void finish() {
      supervisor.finish();
    }

    @Override
    public void close() {
      supervisor.close();
    }
  }

  private void log(NamedRecordServer to, int from, int last) {
    IntStream.rangeClosed(from, last).forEach(to::log);
  }

  private List<String> shown() {
    return out.stream()
        .filter(LogEvent.class::isInstance)
        .map(entry -> ((LogEvent) entry).message())
        .toList();
  }

  private long recovered() {
    return out.stream()
        .filter(LogEvent.class::isInstance)
        .filter(entry -> ((LogEvent) entry).receipt().marks().contains(Receipt.Mark.RECOVERED))
        .count();
  }

  private Optional<StreamNotice> verdict() {
    return out.stream()
        .filter(StreamNotice.class::isInstance)
        .map(StreamNotice.class::cast)
        .filter(notice -> notice.kind() == Kind.RESUMED || notice.kind() == Kind.GAP)
        .findFirst();
  }

  private static List<String> messages(int from, int last) {
    return IntStream.rangeClosed(from, last).mapToObj(number -> "m" + number).toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_was_logged_while_nobody_listened_is_fetched(boolean inclusive) throws Exception {
    NamedRecordServer jobs = follow(inclusive);
    log(jobs, 1, 20);
    await().until(() -> shown().size() == 20);
    jobs.cut();
    log(jobs, 21, 60);
    await().atMost(Duration.ofSeconds(20)).until(jobs::isOpen);
    log(jobs, 61, 70);
    await().atMost(Duration.ofSeconds(20)).until(() -> shown().contains("m70"));
    assertThat(shown()).containsExactlyElementsOf(messages(1, 70));
    assertThat(verdict()).hasValueSatisfying(it -> assertThat(it.kind()).isEqualTo(Kind.RESUMED));
    assertThat(recovered()).isBetween(40L, 50L);
    assertThat(jobs.questions()).as("pages").isGreaterThan(8);
    StreamCounts counts = session.orElseThrow().finish().total();
    assertThat(counts.received())
        .isEqualTo(counts.shown() + counts.repeated() + counts.filtered() + counts.dropped());
    assertThat(counts.shown()).isEqualTo(70);
  }

  @Test
  void what_the_history_no_longer_has_is_a_gap() throws Exception {
    NamedRecordServer jobs = follow(true);
    log(jobs, 1, 20);
    await().until(() -> shown().size() == 20);
    jobs.keepOnly(10);
    jobs.cut();
    log(jobs, 21, 60);
    await().atMost(Duration.ofSeconds(20)).until(() -> shown().contains("m60"));
    assertThat(shown())
        .hasSize(30)
        .startsWith("m1")
        .containsSubsequence(messages(51, 60))
        .doesNotContain("m50");
    assertThat(verdict()).hasValueSatisfying(it -> assertThat(it.kind()).isEqualTo(Kind.GAP));
  }

  @Test
  void a_history_that_fails_is_told() throws Exception {
    NamedRecordServer jobs = follow(true);
    log(jobs, 1, 20);
    await().until(() -> shown().size() == 20);
    jobs.failWith(503);
    jobs.cut();
    await().atMost(Duration.ofSeconds(20)).until(jobs::isOpen);
    log(jobs, 21, 30);
    await().atMost(Duration.ofSeconds(20)).until(() -> shown().contains("m30"));
    assertThat(shown()).containsExactlyElementsOf(messages(1, 30));
    assertThat(verdict().orElseThrow().text())
        .startsWith("the history could not be had (status 503); ");
  }
}
