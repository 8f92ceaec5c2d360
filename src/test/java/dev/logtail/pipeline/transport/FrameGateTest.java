package dev.logtail.pipeline.transport;

import static dev.logtail.pipeline.transport.RawWebSocketServer.CONTINUATION;
import static dev.logtail.pipeline.transport.RawWebSocketServer.TEXT;
import static dev.logtail.pipeline.transport.RawWebSocketServer.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameGateTest {
  private static final int LIMIT = 1 << 20;
  private static final int READ = 16 << 10;

  /** Keeps what passes, and reads it back as the engine does. */
  private static final class Passed implements FrameGate.Beyond {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final List<String> closes = new ArrayList<>();
    int largest;

    @Override
    public void pass(ByteBuffer frames) {
      byte[] some = new byte[frames.remaining()];
      frames.get(some);
      largest = Math.max(largest, some.length);
      bytes.writeBytes(some);
    }

    @Override
    public void message(FrameHeader header, ByteBuffer payload) {
      byte[] whole = new byte[payload.remaining()];
      payload.get(whole);
      bytes.writeBytes(frame(header.rsv() << 4 | header.opcode(), true, whole));
    }

    @Override
    public void closing(int code, String reason) {
      closes.add(code + " " + reason);
    }

    @Override
    public void alive() {}

    /** The messages, each joined from its fragments. */
    List<String> messages() {
      List<String> messages = new ArrayList<>();
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
      while (in.hasRemaining()) {
        FrameHeader header = FrameHeader.at(in).orElseThrow();
        byte[] payload = new byte[(int) header.length()];
        in.position(in.position() + header.size()).get(payload);
        message.writeBytes(payload);
        if (header.fin()) {
          messages.add(message.toString(UTF_8));
          message.reset();
        }
      }
      return messages;
    }
  }

  private final Passed passed = new Passed();
  private final FrameGate gate = new FrameGate(LIMIT, false, passed);

  /** Feeds the gate as a socket does that reads {@code most} bytes at once. */
  private static void feed(FrameGate gate, byte[] stream, int most) throws Breach {
    ByteBuffer in = ByteBuffer.allocate(READ);
    for (int at = 0; at < stream.length; ) {
      int count = Math.min(Math.min(most, in.remaining()), stream.length - at);
      in.put(stream, at, count);
      at += count;
      in.flip();
      gate.take(in);
      assertThat(in.remaining()).isLessThanOrEqualTo(FrameGate.WHOLE);
      in.compact();
    }
  }

  @Property(tries = 300)
  void messagesPassInWhateverPiecesTheyCome(
      @ForAll @Size(max = 8) List<@IntRange(max = 40_000) Integer> sizes,
      @ForAll @IntRange(min = 1, max = READ) int most,
      @ForAll @IntRange(min = 1, max = 20_000) int fragment)
      throws Breach {
    Passed out = new Passed();
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    List<String> sent = new ArrayList<>();
    for (int size : sizes) {
      String message = "abc".repeat(size / 3);
      sent.add(message);
      stream.writeBytes(inFragments(message.getBytes(UTF_8), fragment));
    }

    feed(new FrameGate(LIMIT, false, out), stream.toByteArray(), most);

    assertThat(out.messages()).isEqualTo(sent);
    assertThat(out.largest).isLessThanOrEqualTo(READ);
  }

  private static byte[] inFragments(byte[] message, int size) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    int at = 0;
    do {
      int end = Math.min(message.length, at + size);
      byte[] part = java.util.Arrays.copyOfRange(message, at, end);
      frames.writeBytes(frame(at == 0 ? TEXT : CONTINUATION, end == message.length, part));
      at = end;
    } while (at < message.length);
    return frames.toByteArray();
  }

  /** W-75: whatever comes, it passes or is a breach; what passes is well formed. */
  @Property(tries = 2000)
  void aBrokenStreamIsABreachAndNothingWorse(@ForAll long seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < 20; i++) {
      stream.writeBytes(inFragments(new byte[random.nextInt(300)], 1 + random.nextInt(200)));
    }
    byte[] broken = stream.toByteArray();
    for (int i = random.nextInt(4); i >= 0; i--) {
      broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
    }
    Passed out = new Passed();
    FrameGate fuzzed = new FrameGate(LIMIT, random.nextBoolean(), out);
    try {
      feed(fuzzed, broken, 1 + random.nextInt(500));
    } catch (Breach e) {
      assertThat(e.code()).isIn(Breach.PROTOCOL_ERROR, Breach.TOO_BIG, Breach.BAD_DATA);
    }
    assertThat(fuzzed.whereabouts().length()).isLessThan(80);
  }

  @Test
  void framesBeforeABreachHavePassed() {
    byte[] stream = HostileRow.hex("81 01 61 81 01 62 83 00 81 01 63");

    assertThatThrownBy(() -> feed(gate, stream, 100)).hasMessage("the reserved opcode 3");
    assertThat(passed.messages()).containsExactly("a", "b");
  }

  @Test
  void aBreachShowsBeforeThePayloadIsThere() {
    assertThatThrownBy(() -> feed(gate, HostileRow.hex("82 7f 00 00 00 00 00 10 00 01"), 1))
        .isInstanceOfSatisfying(
            Breach.class, breach -> assertThat(breach.code()).isEqualTo(Breach.TOO_BIG));
  }

  @Test
  void nothingPassesBehindAClose() throws Breach {
    feed(gate, HostileRow.hex("81 01 61 88 05 03 e9 62 79 65 81 01 62 ff ff"), 100);

    assertThat(passed.closes).containsExactly("1001 bye");
    assertThat(passed.bytes.toByteArray())
        .isEqualTo(HostileRow.hex("81 01 61 88 05 03 e9 62 79 65"));
  }
}
