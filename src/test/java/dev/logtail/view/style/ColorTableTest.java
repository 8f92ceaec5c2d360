package dev.logtail.view.style;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ColorTableTest {
  @Property(tries = 200)
  void no_indexed_colour_is_nearer_than_the_nearest(@ForAll @IntRange(max = 0xFFFFFF) int rgb) {
    int nearest = distance(rgb, ColorTable.nearestIndexed(rgb));
    for (int index = 16; index < 256; index++) {
      assertThat(distance(rgb, index)).as("%d", index).isGreaterThanOrEqualTo(nearest);
    }
    int basic = distance(rgb, ColorTable.nearestBasic(rgb));
    for (int index = 0; index < 16; index++) {
      assertThat(distance(rgb, index)).as("%d", index).isGreaterThanOrEqualTo(basic);
    }
  }

  @Example
  void a_colour_of_the_table_is_its_own_nearest() {
    for (int index = 16; index < 256; index++) {
      int rgb = ColorTable.rgbOf(index);
      assertThat(ColorTable.rgbOf(ColorTable.nearestIndexed(rgb))).isEqualTo(rgb);
    }
    assertThat(ColorTable.nearestBasic(0xFF8800)).as("orange").isEqualTo(3);
  }

  private static int distance(int rgb, int index) {
    int other = ColorTable.rgbOf(index);
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int difference = (rgb >> shift & 0xFF) - (other >> shift & 0xFF);
      sum += difference * difference;
    }
    return sum;
  }
}
