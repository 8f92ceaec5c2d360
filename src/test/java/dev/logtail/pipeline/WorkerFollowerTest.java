package dev.logtail.pipeline;

import static dev.logtail.model.StreamNotice.Kind.APPEARED;
import static dev.logtail.model.StreamNotice.Kind.VANISHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice.Kind;
import dev.logtail.model.Vitals.Standing;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus.Phase;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.Credentials.Header;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.discovery.StreamAddress;
import dev.logtail.pipeline.discovery.Target;
import dev.logtail.pipeline.discovery.WorkerChange;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerFollowerTest {
  private static final int MOST_WORKERS = 3;
  private static final ApiAddress LOCAL = ApiAddress.parse("http://localhost:5000");

  private final RunningSession running = new RunningSession();
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void finish() {
    running.session.finish();
  }

  private final WorkerFollower.Listener listener =
      new WorkerFollower.Listener() {
        @Override
        public void unreachable(StreamFailure failure) {
          heard.add("unreachable " + failure.text());
        }

        @Override
        public void reachable() {
          heard.add("reachable");
        }

        @Override
        public void surplus(List<WorkerKey> workers, int most) {
          heard.add("surplus " + workers + " over " + most);
        }

        @Override
        public void rewritten(WorkerKey worker, String sent, StreamAddress address) {
          heard.add(worker + " " + sent + " -> " + address.url());
        }
      };

  private WorkerFollower follower(ApiAddress api, Selection selection) {
    return new WorkerFollower(
        StreamPolicy.of(api), selection, running.session, running.time, listener, MOST_WORKERS);
  }

  private static Worker worker(String key, boolean alive, String url) {
    Optional<String> stream = url.isEmpty() ? Optional.empty() : Optional.of(url);
    return new Worker(new WorkerKey(key), alive, stream, Map.of(), "{}");
  }

  private static Worker worker(String key, String url) {
    return worker(key, true, url);
  }

  private List<String> dialled() {
    running.settle();
    return running.streams.all().stream().map(fake -> fake.address.toString()).toList();
  }

  private List<Kind> told() {
    running.session.finish();
    return running.notices();
  }

  @Test
  void the_workers_of_the_start_are_followed_once() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    Worker a = worker("a", "ws://localhost:1");
    Worker b = worker("b", "ws://localhost:2");
    follower.begin(List.of(a, b));
    follower.accept(new WorkerChange.Appeared(a));
    follower.accept(new WorkerChange.Appeared(b));
    assertThat(dialled()).containsExactly("ws://localhost:1", "ws://localhost:2");
    assertThat(running.streams.all()).allMatch(fake -> fake.starts.get() == 1);
    assertThat(told()).isEmpty();
  }

  @Test
  void a_worker_that_appears_is_told_and_followed() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    follower.begin(List.of());
    follower.accept(new WorkerChange.Appeared(worker("new", "ws://localhost:3")));
    assertThat(dialled()).containsExactly("ws://localhost:3");
    assertThat(told()).containsExactly(Kind.APPEARED);
  }

  @Test
  void a_worker_that_is_not_meant_is_left_alone() {
    WorkerFollower follower = follower(LOCAL, Selection.of(List.of(Target.parse("alpha"))));
    follower.begin(List.of());
    follower.accept(new WorkerChange.Appeared(worker("beta", "ws://localhost:3")));
    follower.accept(new WorkerChange.Vanished(new WorkerKey("beta")));
    assertThat(dialled()).isEmpty();
    assertThat(told()).isEmpty();
  }

  @Test
  void a_worker_without_a_stream_is_shown_and_followed_once_it_has_one() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    Worker off = worker("a", "");
    follower.begin(List.of(off));
    follower.accept(new WorkerChange.Appeared(off));
    assertThat(running.row("a").phase()).isEqualTo(Phase.NO_STREAM);
    assertThat(dialled()).isEmpty();
    follower.accept(new WorkerChange.Changed(off, worker("a", "ws://localhost:1")));
    assertThat(dialled()).containsExactly("ws://localhost:1");
    assertThat(told()).containsExactly(Kind.NO_STREAM);
  }

  @Test
  void a_worker_that_moves_is_dialled_anew_by_the_stream_that_it_has() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    Worker before = worker("a", "ws://localhost:1");
    follower.begin(List.of(before));
    follower.accept(new WorkerChange.Appeared(before));
    running.settle();
    FakeStreams.Fake stream = running.streams.of(new WorkerKey("a"));
    stream.opened(running.time.now());
    Worker now = worker("a", "ws://localhost:2");
    follower.accept(new WorkerChange.Changed(before, now));
    running.settle();
    assertThat(running.streams.all()).containsExactly(stream);
    assertThat(stream.reconnects).hasValue(1);
    stream.openedAt(running.time.now(), URI.create("ws://localhost:2"));
    follower.accept(new WorkerChange.Appeared(now));
    running.settle();
    assertThat(stream.reconnects).as("it is there already").hasValue(1);
  }

  @Test
  void a_worker_whose_stream_has_ended_is_dialled_where_it_appears_again() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    Worker before = worker("a", "ws://localhost:1");
    follower.begin(List.of(before));
    follower.accept(new WorkerChange.Appeared(before));
    running.settle();
    follower.accept(new WorkerChange.Vanished(before.key()));
    running.streams.of(before.key()).ended(running.time.now(), StreamFailure.Kind.GONE);
    running.settle();
    follower.accept(new WorkerChange.Appeared(worker("a", "ws://localhost:2")));
    assertThat(dialled()).containsExactly("ws://localhost:1", "ws://localhost:2");
    assertThat(told()).containsExactlyInAnyOrder(Kind.VANISHED, Kind.REFUSED, Kind.APPEARED);
  }

  @Test
  void a_worker_that_dies_is_told() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    Worker alive = worker("a", "ws://localhost:1");
    follower.begin(List.of(alive));
    follower.accept(new WorkerChange.Appeared(alive));
    follower.accept(new WorkerChange.Changed(alive, worker("a", false, "ws://localhost:1")));
    assertThat(running.row("a").vitals().standing()).isEqualTo(Standing.DEAD);
    follower.accept(new WorkerChange.Changed(worker("a", false, "ws://localhost:1"), alive));
    assertThat(running.row("a").vitals().standing()).isEqualTo(Standing.ALIVE);
    assertThat(told()).containsExactly(Kind.VANISHED, Kind.APPEARED);
  }

  @Test
  void a_worker_that_is_dead_at_the_start_or_dies_before_the_first_poll_is_known_as_dead() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    Worker alive = worker("b", "ws://localhost:2");
    follower.begin(List.of(worker("a", false, ""), alive));
    follower.accept(new WorkerChange.Appeared(worker("b", false, "ws://localhost:2")));
    assertThat(running.row("a").vitals().standing()).isEqualTo(Standing.DEAD);
    assertThat(running.row("b").vitals().standing()).isEqualTo(Standing.DEAD);
  }

  @Test
  void a_worker_that_is_no_longer_listed_is_gone_once_it_has_no_stream() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    Worker open = worker("a", "ws://localhost:1");
    Worker off = worker("b", "");
    follower.begin(List.of(open, off));
    running.settle();
    running.streams.of(open.key()).opened(running.time.now());
    follower.accept(new WorkerChange.Vanished(open.key()));
    follower.accept(new WorkerChange.Vanished(off.key()));
    assertThat(running.row("a").isGone()).isFalse();
    assertThat(running.row("b").isGone()).isTrue();
    running.streams.of(open.key()).ended(running.time.now(), StreamFailure.Kind.GONE);
    assertThat(running.row("a").phase()).isEqualTo(Phase.GONE);
    assertThat(running.row("a").isGone()).isTrue();
    follower.accept(new WorkerChange.Appeared(off));
    assertThat(running.row("b").isGone()).isFalse();
  }

  @Test
  void an_address_that_may_not_be_dialled_is_refused_and_disturbs_nobody() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    follower.begin(List.of(worker("bad", "javascript:alert(1)"), worker("b", "ws://localhost:2")));
    assertThat(dialled()).containsExactly("ws://localhost:2");
    assertThat(running.row("bad").phase()).isEqualTo(Phase.FAILED);
    assertThat(told()).containsExactly(Kind.REFUSED);
  }

  @Test
  void a_wildcard_host_is_replaced_by_the_api_s_own_and_that_is_told() {
    WorkerFollower follower = follower(ApiAddress.parse("https://trade.example"), Selection.ALL);
    follower.begin(List.of(worker("a", "ws://0.0.0.0:54321")));
    assertThat(dialled()).containsExactly("ws://trade.example:54321");
    assertThat(heard).containsExactly("a ws://0.0.0.0:54321 -> ws://trade.example:54321");
  }

  @Test
  void an_api_that_does_not_answer_leaves_the_streams_alone() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    follower.begin(List.of(worker("a", "ws://localhost:1")));
    StreamFailure why = new StreamFailure(StreamFailure.Kind.UNREACHABLE, "refused");
    follower.accept(new WorkerChange.Unreachable(why));
    follower.accept(new WorkerChange.Reachable());
    assertThat(heard).containsExactly("unreachable refused", "reachable");
    assertThat(dialled()).hasSize(1);
    assertThat(running.streams.all().get(0).isClosed()).isFalse();
  }

  @Test
  void streams_that_get_no_credentials_are_dialled_and_told_once_a_host() {
    ApiAddress api = ApiAddress.parse("https://api.example");
    Credentials credentials = Credentials.of(api.url(), List.of(new Header("X-Secret", "canary")));
    WorkerFollower follower =
        new WorkerFollower(
            new StreamPolicy(api, credentials, false),
            Selection.ALL,
            running.session,
            running.time,
            listener,
            MOST_WORKERS);
    follower.begin(
        List.of(
            worker("a", "ws://192.0.2.7:1"),
            worker("b", "ws://192.0.2.7:2"),
            worker("c", "wss://api.example/ws/3")));
    assertThat(dialled()).hasSize(3);
    assertThat(told()).containsExactly(Kind.REFUSED);
  }

  @Test
  void where_a_worker_can_be_dialled_is_known_without_following_it() {
    assertThat(StreamPolicy.of(LOCAL).addressOf(worker("a", "ws://localhost:1")))
        .hasValueSatisfying(address -> assertThat(address.url()).hasPort(1));
    assertThat(StreamPolicy.of(LOCAL).addressOf(worker("a", ""))).isEmpty();
    assertThat(StreamPolicy.of(LOCAL).addressOf(worker("a", "file:///etc/passwd"))).isEmpty();
  }

  private void appear(WorkerFollower follower, String... keys) {
    for (String key : keys) {
      follower.accept(new WorkerChange.Appeared(worker(key, "ws://localhost/" + key)));
    }
    follower.accept(new WorkerChange.Complete());
  }

  @Test
  void workers_past_the_bound_are_named_once_and_not_followed() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    follower.begin(List.of(worker("a", "ws://localhost/a")));
    appear(follower, "a", "b", "c", "d", "e");
    appear(follower, "f");
    follower.accept(new WorkerChange.Complete());
    assertThat(dialled())
        .containsExactly("ws://localhost/a", "ws://localhost/b", "ws://localhost/c");
    assertThat(heard).containsExactly("surplus [d, e] over 3", "surplus [f] over 3");
  }

  @Test
  void a_place_that_becomes_free_is_given_to_who_waits_longest() {
    WorkerFollower follower = follower(LOCAL, Selection.ALL);
    follower.begin(List.of());
    appear(follower, "a", "b", "c", "d", "e");
    follower.accept(new WorkerChange.Vanished(new WorkerKey("d")));
    Worker moved = worker("e", "ws://localhost/moved");
    follower.accept(new WorkerChange.Changed(worker("e", "ws://localhost/e"), moved));
    follower.accept(new WorkerChange.Vanished(new WorkerKey("b")));
    assertThat(dialled()).endsWith("ws://localhost/c", "ws://localhost/moved").hasSize(4);
    assertThat(told()).containsExactly(APPEARED, APPEARED, APPEARED, VANISHED, APPEARED);
  }

  @Test
  void ten_thousand_workers_come_and_go_quickly_whatever_is_meant() {
    WorkerFollower follower = follower(LOCAL, Selection.of(List.of(Target.parse("/nobody[0-9]/"))));
    follower.begin(List.of());
    String[] keys =
        IntStream.range(0, 10_000).mapToObj(i -> "user_" + i + "_grid").toArray(String[]::new);
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          appear(follower, keys);
          for (String key : keys) {
            follower.accept(new WorkerChange.Vanished(new WorkerKey(key)));
          }
        });
    assertThat(dialled()).isEmpty();
  }
}
