package dev.logtail.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static LogEvent event(List<String> fields, int line) {
    return new LogEvent(
        Records.WORKER,
        new EventTime(Records.T0, Records.T0.plusMillis(1), fields.get(0)),
        new Level(Level.of("INFO").severity(), fields.get(1)),
        fields.get(2),
        new Origin(fields.get(3), fields.get(4), fields.get(5), line),
        Receipt.object("{}"));
  }

  @Provide
  Arbitrary<String> fields() {
    return Arbitraries.strings().withChars('a', '\0', '\ud800', '\udc00', '?').ofMaxLength(3);
  }

  @Property
  void two_records_are_the_same_only_when_all_seven_fields_are(
      @ForAll @Size(6) List<@From("fields") String> one,
      @ForAll @Size(6) List<@From("fields") String> other) {
    boolean same = Fingerprint.of(event(one, 1)).equals(Fingerprint.of(event(other, 1)));
    assertThat(same).isEqualTo(one.equals(other));
  }

  @Test
  void each_of_the_seven_fields_counts() {
    List<String> fields = List.of("t", "l", "m", "g", "o", "f");
    Set<Fingerprint> all = new HashSet<>();
    all.add(Fingerprint.of(event(fields, 1)));
    all.add(Fingerprint.of(event(fields, 2)));
    for (int i = 0; i < fields.size(); i++) {
      List<String> changed = new ArrayList<>(fields);
      changed.set(i, "x");
      all.add(Fingerprint.of(event(changed, 1)));
    }
    assertThat(all).hasSize(8);
  }

  @Test
  void a_field_never_reaches_into_the_next() {
    Fingerprint one = Fingerprint.of(event(List.of("t", "l", "m", "a\0b", "c", "f"), 1));
    assertThat(Fingerprint.of(event(List.of("t", "l", "m", "a", "b\0c", "f"), 1)))
        .isNotEqualTo(one);
  }

  @Test
  void unpaired_surrogates_are_told_apart() {
    Fingerprint one = Fingerprint.of(event(List.of("t", "l", "\ud800", "g", "o", "f"), 1));
    assertThat(Fingerprint.of(event(List.of("t", "l", "\ud801", "g", "o", "f"), 1)))
        .isNotEqualTo(one);
    assertThat(Fingerprint.of(event(List.of("t", "l", "?", "g", "o", "f"), 1))).isNotEqualTo(one);
  }

  @Test
  void what_only_the_receiver_knows_does_not_count() {
    LogEvent event = event(List.of("t", "l", "m", "g", "o", "f"), 1);
    EventTime later = new EventTime(event.at(), Instant.EPOCH, "t");
    LogEvent again =
        new LogEvent(
            event.worker(),
            later,
            event.level(),
            event.message(),
            event.origin(),
            Receipt.text("x"));
    assertThat(Fingerprint.of(again)).isEqualTo(Fingerprint.of(event));
  }
}
