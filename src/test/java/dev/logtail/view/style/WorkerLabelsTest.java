package dev.logtail.view.style;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.WorkerKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WorkerLabelsTest {
  @Provide
  Arbitrary<Set<String>> keys() {
    Arbitrary<String> trading =
        Combinators.combine(
                Arbitraries.of("user1_", "user2_", "a_b_", ""),
                Arbitraries.of("002050", "600132"),
                Arbitraries.of(".SZ", ".SH", ""),
                Arbitraries.of("_hidden_dragon", "_dragon", "_dragon_v2", "_strategy", "_龙"))
            .as((user, symbol, exchange, strategy) -> user + symbol + exchange + strategy);
    Arbitrary<String> hostile = HostileText.strings().filter(text -> !text.isEmpty());
    return Arbitraries.oneOf(trading, hostile).set().ofMaxSize(40);
  }

  @Property(tries = 500)
  void labels_are_safe_distinct_and_kept(@ForAll("keys") Set<String> keys) {
    WorkerLabels labels = new WorkerLabels();
    Map<String, String> given = new HashMap<>();
    for (String key : keys) {
      String label = labels.labelOf(new WorkerKey(key));
      assertThat(TerminalText.harmIn(label, false)).isEmpty();
      assertThat(CellWidth.of(label)).isLessThanOrEqualTo(labels.width());
      given.put(key, label);
    }
    assertThat(given.values()).doesNotHaveDuplicates();
    given.forEach((key, label) -> assertThat(label(labels, key)).isEqualTo(label));
  }

  @Example
  void a_trading_key_is_its_symbol_and_a_telling_word() {
    WorkerLabels labels = new WorkerLabels();
    assertThat(label(labels, "user123_002050.SZ_hidden_dragon")).isEqualTo("002050·dragon");
    assertThat(label(labels, "user123_600132.SH_flying_turtle_v2")).isEqualTo("600132·turtle");
    assertThat(label(labels, "300347_grid")).isEqualTo("300347·grid");
    assertThat(label(labels, "000001.SZ_v2")).isEqualTo("000001·v2");
    assertThat(labels.width()).isEqualTo(13);
  }

  @Example
  void a_newcomer_with_a_taken_name_gets_a_longer_one() {
    WorkerLabels labels = new WorkerLabels();
    List<String> keys =
        List.of(
            "user1_002050.SZ_hidden_dragon",
            "user2_002050.SZ_hidden_dragon",
            "user3_002050.SZ_hidden_dragon",
            "user3_002050.SH_hidden_dragon");
    assertThat(keys.stream().map(key -> label(labels, key)))
        .containsExactly(
            "002050·dragon",
            "002050·hidden_dragon",
            "user3_002050·hidden_dragon",
            "user3_002050.SH_hidden_dragon");
    assertThat(label(labels, keys.get(0))).isEqualTo("002050·dragon");
  }

  @Example
  void any_other_key_is_itself_cut_to_what_a_column_bears() {
    WorkerLabels labels = new WorkerLabels();
    assertThat(label(labels, "worker-1")).isEqualTo("worker-1");
    assertThat(label(labels, "策略".repeat(10))).isEqualTo("策略".repeat(5) + "策…");
    assertThat(label(labels, "策略".repeat(11))).isEqualTo("策略".repeat(11));
    assertThat(label(labels, "a\u001b]0;x\u0007\n")).isEqualTo("a␛]0;x␇␊");
    assertThat(label(labels, "a\u001b[31m")).isEqualTo("a");
    assertThat(label(labels, "a")).isEqualTo("a#2");
  }

  private static String label(WorkerLabels labels, String key) {
    return labels.labelOf(new WorkerKey(key));
  }
}
