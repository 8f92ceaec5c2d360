package dev.logtail.view.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class LinuxModeTest {
  /** What a fresh pseudo-terminal of Linux has. */
  private static final int[] COOKED = {0x4500, 0x5, 0xBF, 0x8A3B, 0, 0, 0, 0, 0};

  private static int[] cooked() {
    ByteBuffer bytes = ByteBuffer.allocate(36).order(ByteOrder.nativeOrder());
    bytes.asIntBuffer().put(COOKED);
    bytes.put(17 + 6, (byte) 1);
    int[] ints = new int[9];
    bytes.asIntBuffer().get(ints);
    return ints;
  }

  @Test
  void raw_changes_only_what_stands_between_a_key_and_us() {
    int[] raw = LinuxMode.rawed(cooked());

    assertThat(raw[0]).as("IXON and ICRNL off").isEqualTo(0x4000);
    assertThat(raw[1]).as("output").isEqualTo(0x5);
    assertThat(raw[2]).as("speed and size").isEqualTo(0xBF);
    assertThat(raw[3]).as("ICANON, ECHO, IEXTEN off; ISIG on").isEqualTo(0xA31);
  }

  @Test
  void raw_reads_come_back_after_a_tenth_of_a_second() {
    ByteBuffer raw = ByteBuffer.allocate(36).order(ByteOrder.nativeOrder());
    raw.asIntBuffer().put(LinuxMode.rawed(cooked()));

    assertThat(raw.get(17 + 6)).as("MIN").isZero();
    assertThat(raw.get(17 + 5)).as("TIME").isEqualTo((byte) 1);
  }

  @Test
  void settings_handed_in_stay_as_they_are() {
    int[] found = cooked();
    LinuxMode.rawed(found);

    assertThat(found).isEqualTo(cooked());
  }
}
