package dev.logtail.pipeline.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TextLinesTest {
  /** Bytes that come a few at a time, as from a network. */
  private static InputStream dripping(byte[] bytes, int atOnce) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, atOnce));
      }
    };
  }

  private static List<String> lines(String text) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static List<String> lines(InputStream text) throws IOException {
    List<String> lines = new ArrayList<>();
    new TextLines(lines::add).read(text);
    return lines;
  }

  @Property
  void lines_are_the_same_however_the_bytes_come(
      @ForAll @Size(max = 20) List<String> parts, @ForAll @IntRange(min = 1, max = 9) int atOnce)
      throws IOException {
    List<String> expected =
        parts.stream()
            .map(part -> "x" + part.replaceAll("[\r\n]", "") + "价格")
            .map(part -> new String(part.getBytes(UTF_8), UTF_8))
            .toList();
    byte[] whole = String.join("\n", expected).getBytes(UTF_8);
    assertThat(lines(dripping(whole, atOnce))).isEqualTo(expected);
  }

  @Test
  void only_lf_and_crlf_end_a_line() throws IOException {
    assertThat(lines("a\r\nb\rc\u0085d\u2028e\n\nf\n"))
        .containsExactly("a", "b\rc\u0085d\u2028e", "", "f");
    assertThat(lines("")).isEmpty();
    assertThat(lines("\ufeffa\ufeff")).containsExactly("a\ufeff");
  }

  @Test
  void bytes_that_are_no_text_are_replaced() throws IOException {
    assertThat(lines(new ByteArrayInputStream(new byte[] {'a', (byte) 0xFF, 'b', '\n', 'c'})))
        .containsExactly("a\ufffdb", "c");
  }

  @Test
  void a_line_without_an_end_comes_in_pieces() throws IOException {
    String endless = "x".repeat(3 * TextLines.MOST_CHARS);
    List<String> pieces = lines(endless);
    assertThat(pieces).hasSizeBetween(2, 4);
    assertThat(String.join("", pieces)).isEqualTo(endless);
  }
}
