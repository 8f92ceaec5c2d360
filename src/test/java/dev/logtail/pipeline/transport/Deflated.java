package dev.logtail.pipeline.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Compresses as a server does that follows RFC 7692. */
final class Deflated {
  private static final int TAIL = 4;

  private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);

  /** The next message of a connection whose server keeps its context. */
  byte[] message(byte[] plain) {
    if (plain.length == 0) {
      return new byte[1];
    }
    deflater.setInput(plain);
    byte[] flushed = drain(Deflater.SYNC_FLUSH);
    return Arrays.copyOf(flushed, flushed.length - TAIL);
  }

  byte[] message(String plain) {
    return message(plain.getBytes(UTF_8));
  }

  /** A message that ends with a block that has BFINAL set. */
  static byte[] finished(String plain) {
    Deflated once = new Deflated();
    once.deflater.setInput(plain.getBytes(UTF_8));
    once.deflater.finish();
    return once.drain(Deflater.NO_FLUSH);
  }

  private byte[] drain(int flush) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] some = new byte[1 << 16];
    for (int n = deflater.deflate(some, 0, some.length, flush);
        n > 0;
        n = deflater.deflate(some, 0, some.length, flush)) {
      out.write(some, 0, n);
    }
    return out.toByteArray();
  }
}
