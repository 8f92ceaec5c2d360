package dev.logtail.pipeline.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FrameTest {
  @Property(tries = 2000)
  void the_bytes_of_a_text_are_counted_without_making_them(@ForAll String text) {
    assertThat(new Frame.Text(text).size()).isEqualTo(text.getBytes(UTF_8).length);
  }

  @Test
  void surrogates_that_stand_alone_count_as_what_is_sent_for_them() {
    for (String text :
        new String[] {"\ud83d\ude00", "\ud83d", "\ude00x", "x\ud83d\ud83d\ude00", "龙é"}) {
      assertThat(new Frame.Text(text).size()).as(text).isEqualTo(text.getBytes(UTF_8).length);
    }
  }
}
