package dev.logtail.pipeline.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageInflaterTest {
  private static final int LIMIT = 100_000;

  private final Deflated server = new Deflated();

  private static MessageInflater keeping() {
    return new MessageInflater(LIMIT, true);
  }

  private static String text(MessageInflater inflater, byte[] message) throws Breach {
    return new String(inflater.inflate(message, true), UTF_8);
  }

  private static byte[] hex(String bytes) {
    return HexFormat.ofDelimiter(" ").parseHex(bytes);
  }

  /** The examples of RFC 7692, 7.2.3. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "f2 48 cd c9 c9 07 00",
        "00 05 00 fa ff 48 65 6c 6c 6f 00",
        "f3 48 cd c9 c9 07 00 00",
        "f2 48 05 00 00 00 ff ff ca c9 c9 07 00",
      })
  void readsTheExamplesOfTheStandardOneAfterAnother(String message) throws Breach {
    MessageInflater inflater = keeping();

    assertThat(text(inflater, hex(message))).isEqualTo("Hello");
    assertThat(text(inflater, hex(message))).isEqualTo("Hello");
  }

  @Test
  void followsAServerThatKeepsItsContext() throws Breach {
    MessageInflater inflater = keeping();

    assertThat(text(inflater, server.message("a line of a log"))).isEqualTo("a line of a log");
    byte[] again = server.message("a line of a log");
    assertThat(again.length).isLessThan(8);
    assertThat(text(inflater, again)).isEqualTo("a line of a log");
  }

  @Test
  void followsAServerThatForgets() throws Breach {
    MessageInflater inflater = new MessageInflater(LIMIT, false);

    assertThat(text(inflater, new Deflated().message("Hello"))).isEqualTo("Hello");
    assertThat(text(inflater, new Deflated().message("Hello"))).isEqualTo("Hello");
  }

  @Test
  void aFinalBlockEndsAMessageAndNotTheConnection() throws Breach {
    MessageInflater inflater = keeping();
    byte[] two = new byte[Deflated.finished("one ").length + Deflated.finished("two").length];
    System.arraycopy(Deflated.finished("one "), 0, two, 0, Deflated.finished("one ").length);
    System.arraycopy(
        Deflated.finished("two"),
        0,
        two,
        Deflated.finished("one ").length,
        Deflated.finished("two").length);

    assertThat(text(inflater, Deflated.finished("first"))).isEqualTo("first");
    assertThat(text(inflater, two)).isEqualTo("one two");
    assertThat(text(inflater, new Deflated().message("last"))).isEqualTo("last");
  }

  @Test
  void anEmptyMessageIsEmptyHoweverItIsWritten() throws Breach {
    MessageInflater inflater = keeping();

    assertThat(text(inflater, new byte[0])).isEmpty();
    assertThat(text(inflater, hex("00"))).isEmpty();
    assertThat(text(inflater, hex("02 00"))).isEmpty();
    assertThat(text(inflater, hex("03 00"))).isEmpty();
    assertThat(text(inflater, server.message("next"))).isEqualTo("next");
  }

  @Test
  void aMessageOfExactlyTheLimitPassesAndALargerOneIsABreach() throws Breach {
    MessageInflater inflater = keeping();

    assertThat(inflater.inflate(server.message(new byte[LIMIT]), true)).hasSize(LIMIT);
    assertThatThrownBy(() -> inflater.inflate(server.message(new byte[LIMIT + 1]), true))
        .isInstanceOfSatisfying(
            Breach.class, breach -> assertThat(breach.code()).isEqualTo(Breach.TOO_BIG));
  }

  @Test
  void theLimitCountsOverAllPartsOfAMessageButNotOverMessages() throws Breach {
    MessageInflater inflater = keeping();
    for (int i = 0; i < 10; i++) {
      assertThat(inflater.inflate(server.message(new byte[LIMIT / 2]), true)).hasSize(LIMIT / 2);
    }
    inflater.inflate(server.message(new byte[LIMIT / 2 + 1]), false);

    assertThatThrownBy(() -> inflater.inflate(server.message(new byte[LIMIT]), true))
        .isInstanceOf(Breach.class);
  }

  @Test
  void aBombEndsBeforeItHasGrown() {
    byte[] bomb = server.message(new byte[64 << 20]);
    assertThat(bomb.length).isLessThan(1 << 17);

    assertThatThrownBy(() -> keeping().inflate(bomb, true))
        .hasMessageContaining("inflates to more than 100000 bytes");
  }

  /** W-43: what a bomb makes us allocate is bounded by the limit, not by the bomb. */
  @Test
  void aBombAllocatesNoMoreThanALegalMessageMay() {
    byte[] bomb = server.message(new byte[64 << 20]);
    MessageInflater inflater = new MessageInflater(1 << 20, true);
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long before = threads.getCurrentThreadAllocatedBytes();

    assertThatThrownBy(() -> inflater.inflate(bomb, true)).isInstanceOf(Breach.class);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8 << 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"07", "ff ff ff", "00 05 00 00 00 41", "f2 48 cd c9 c9 07 07"})
  void corruptDataIsABreach(String message) {
    assertThatThrownBy(() -> keeping().inflate(hex(message), true))
        .isInstanceOfSatisfying(
            Breach.class, breach -> assertThat(breach.code()).isEqualTo(Breach.BAD_DATA));
  }

  /** Whatever a server compresses, in whatever pieces it sends it, arrives. */
  @Property(tries = 300)
  void messagesArriveInWhateverPieces(
      @ForAll @Size(max = 20) List<@Size(max = 300) byte[]> messages,
      @ForAll @IntRange(min = 1, max = 50) int piece,
      @ForAll boolean keeps)
      throws Breach {
    MessageInflater inflater = new MessageInflater(LIMIT, keeps);
    Deflated keeping = new Deflated();
    for (byte[] message : messages) {
      byte[] sent = (keeps ? keeping : new Deflated()).message(message);
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      for (int at = 0; at < sent.length; at += piece) {
        int end = Math.min(sent.length, at + piece);
        received.writeBytes(
            inflater.inflate(Arrays.copyOfRange(sent, at, end), end == sent.length));
      }
      assertThat(received.toByteArray()).isEqualTo(message);
    }
    inflater.end();
  }

  /** Whatever comes, it ends: in bytes within the limit, or in a breach. */
  @Property(tries = 1000)
  void garbageNeverHangsOrOverflows(@ForAll @Size(max = 200) byte[] garbage) {
    MessageInflater inflater = new MessageInflater(1000, true);
    try {
      assertThat(inflater.inflate(garbage, true).length).isLessThanOrEqualTo(1000);
    } catch (Breach e) {
      assertThat(e.code()).isIn(Breach.TOO_BIG, Breach.BAD_DATA);
    } finally {
      inflater.end();
    }
  }
}
