package dev.logtail.pipeline.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendQueueTest {
  private final SendQueue queue = new SendQueue();
  private final List<String> done = new ArrayList<>();

  private boolean add(String text, boolean pong) {
    return queue.add(
        new SendQueue.Parcel(
            ByteBuffer.wrap(text.getBytes(US_ASCII)),
            pong,
            failure -> done.add(text + failure.map(why -> " failed").orElse(""))));
  }

  private List<String> rest() {
    List<String> rest = new ArrayList<>();
    for (SendQueue.Parcel next = queue.next(); next != null; next = queue.next()) {
      rest.add(US_ASCII.decode(next.bytes()).toString());
    }
    return rest;
  }

  @Test
  void of_pongs_that_wait_only_the_newest_goes_out() {
    add("pong 1", true);
    add("pong 2", true);

    assertThat(done).containsExactly("pong 1");
    assertThat(rest()).containsExactly("pong 2");
  }

  @Test
  void what_is_given_after_a_pong_goes_out_after_it() {
    add("text", false);
    add("pong", true);
    add("close", false);

    assertThat(rest()).containsExactly("textpongclose");
  }

  @Test
  void whoever_finds_it_idle_begins_to_send() {
    assertThat(add("first", false)).isTrue();
    assertThat(add("second", false)).isFalse();
    assertThat(rest()).containsExactly("firstsecond");
    assertThat(add("third", false)).isTrue();
  }

  @Test
  void small_ones_go_out_together_and_each_is_told() {
    String large = "x".repeat(65_531);
    List.of("one", "two", large, "three").forEach(text -> add(text, false));

    SendQueue.Parcel first = queue.next();
    assertThat(first.bytes().remaining()).isEqualTo("onetwo".length());
    first.done().accept(Optional.empty());
    assertThat(done).containsExactly("one", "two");
    assertThat(rest())
        .extracting(String::length)
        .containsExactly(large.length() + "three".length());
  }

  @Test
  void what_is_dropped_or_comes_too_late_is_told() {
    add("waiting", false);
    queue.drop();
    add("late", false);

    assertThat(done).containsExactly("waiting failed", "late failed");
    assertThat(rest()).isEmpty();
  }
}
