package dev.logtail.pipeline.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  private static final List<Worker> WORKERS =
      workers(
          "user1_002050.SZ_hidden_dragon",
          "user1_600519.SH_turtle",
          "user2_600519.SH_turtle",
          "龙_300750.SZ_Turtle",
          "turtle");

  private static List<Worker> workers(String... keys) {
    return Stream.of(keys)
        .map(key -> new Worker(new WorkerKey(key), true, Optional.empty(), Map.of(), "{}"))
        .toList();
  }

  private static Selection selection(String... words) {
    return Selection.of(Stream.of(words).map(Target::parse).toList());
  }

  private static List<String> chosen(String... words) {
    return selection(words).resolve(WORKERS).chosen().stream().map(w -> w.key().value()).toList();
  }

  @Test
  void noTargetMeansEveryWorker() {
    assertThat(selection().resolve(WORKERS).chosen()).isEqualTo(WORKERS);
    assertThat(Selection.ALL.matches(new WorkerKey("later"), List.of())).isTrue();
    assertThat(Selection.ALL.asksDirectory()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "002050,           user1_002050.SZ_hidden_dragon",
    "HIDDEN,           user1_002050.SZ_hidden_dragon",
    "turtle,           turtle",
    "龙,               龙_300750.SZ_Turtle",
    "user2,            user2_600519.SH_turtle",
    "/^user2/,         user2_600519.SH_turtle",
    "/SZ_(h|x)/,       user1_002050.SZ_hidden_dragon",
    "*_hidden_*,       user1_002050.SZ_hidden_dragon",
    "t?rtle,           turtle",
    "*Turtle,          龙_300750.SZ_Turtle",
  })
  void aTargetThatFitsOneWorker(String word, String key) {
    assertThat(chosen(word)).containsExactly(key);
    assertThat(selection(word).resolve(WORKERS).unknown()).isEmpty();
    assertThat(selection(word).resolve(WORKERS).ambiguous()).isEmpty();
  }

  @Test
  void globsAndRegexesChooseManyInTheApisOrderEachOnce() {
    assertThat(chosen("*turtle*", "/600519/", "turtle"))
        .containsExactly(
            "user1_600519.SH_turtle", "user2_600519.SH_turtle", "龙_300750.SZ_Turtle", "turtle");
  }

  @Test
  void aPartThatFitsSeveralNamesThem() {
    Resolution resolution = selection("600519").resolve(WORKERS);

    assertThat(resolution.chosen()).isEmpty();
    assertThat(resolution.ambiguous())
        .singleElement()
        .extracting(AmbiguousTarget::message)
        .isEqualTo(
            "'600519' fits 2 workers (user1_600519.SH_turtle, user2_600519.SH_turtle); write more"
                + " of the key, or '*600519*' for all of them");
  }

  @Test
  void anAmbiguityNamesAtMostFive() {
    List<Worker> many = workers("a1", "a2", "a3", "a4", "a5", "a6");

    assertThat(selection("a").resolve(many).ambiguous().get(0).message())
        .contains("fits 6 workers (a1, a2, a3, a4, a5, …)");
  }

  @ParameterizedTest
  @CsvSource({
    "002051,      'user1_002050.SZ_hidden_dragon'",
    "tutle,       'turtle'",
    "user3_600519.SH_turtle, 'user1_600519.SH_turtle, user2_600519.SH_turtle'",
  })
  void aWordThatFitsNothingNamesTheNearest(String word, String nearest) {
    UnknownTarget unknown = selection(word).resolve(WORKERS).unknown().get(0);

    assertThat(unknown.message()).startsWith("no worker fits '" + word + "'").contains(nearest);
    assertThat(unknown.mayAppear()).isFalse();
  }

  @Test
  void whereNothingIsNearItSaysWhereToLook() {
    assertThat(selection("zzzzzz").resolve(WORKERS).unknown().get(0).message())
        .contains("'logtail list' for the 5");
    assertThat(selection("zzzzzz").resolve(List.of()).unknown().get(0).message())
        .contains("lists no workers");
  }

  @Test
  void globsAndRegexesMayWaitForWorkersToAppear() {
    assertThat(selection("*absent*", "/absent/").resolve(WORKERS).unknown())
        .hasSize(2)
        .allMatch(UnknownTarget::mayAppear);
    assertThat(selection("*absent*").matches(new WorkerKey("absent1"), List.of(key("absent1"))))
        .isTrue();
  }

  private static WorkerKey key(String value) {
    return new WorkerKey(value);
  }

  @Test
  void aPinnedPartStaysClearWhenAnotherWorkerFitsLater() {
    WorkerKey first = key("a_002050");
    WorkerKey later = key("b_002050");
    Selection pinned = selection("002050").pinned(List.of(first));

    assertThat(pinned.matches(first, List.of(first, later))).isTrue();
    assertThat(pinned.matches(later, List.of(first, later))).isFalse();
    assertThat(selection("002050").matches(first, List.of(first, later))).isFalse();
  }

  @Test
  void addressesNeedNoDirectory() {
    Selection selection = selection("ws://localhost:8080/ws/logs", "WSS://h/x");

    assertThat(selection.asksDirectory()).isFalse();
    assertThat(selection.addresses())
        .containsExactly(URI.create("ws://localhost:8080/ws/logs"), URI.create("wss://h/x"));
    assertThat(selection.resolve(WORKERS).chosen()).isEmpty();
    assertThat(selection.resolve(WORKERS).unknown()).isEmpty();
    assertThat(selection("ws://h", "a").asksDirectory()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "/(/", "ws://", "ws://u:p@h", "http://localhost:5000/x", "ws://a b"})
  void refusesWordsThatCanBeNoTarget(String word) {
    assertThatThrownBy(() -> Target.parse(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("u:p");
  }

  @Test
  void globsTakeEverythingElseLiterally() {
    assertThat(selection("a.(*").matches(key("a.(x)"), List.of(key("a.(x)")))).isTrue();
    assertThat(selection("a.(*").matches(key("ab(x)"), List.of(key("ab(x)")))).isFalse();
    assertThat(selection("\\Q*\\E").matches(key("\\Qx\\E"), List.of(key("\\Qx\\E")))).isTrue();
  }
}
