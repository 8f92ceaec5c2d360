package dev.logtail.view.export;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** RFC 1952: members of gzip, and where they end. */
final class Gzip {
  private static final int PIECE = 1 << 16;
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private Gzip() {}

  static OutputStream packing(OutputStream out) throws IOException {
    return new GZIPOutputStream(new OpenEnded(out), PIECE, true);
  }

  static InputStream unpacking(InputStream in) {
    return new UntilTorn(in);
  }

  /** Ends where what it reads does, in the midst of a member or behind one. */
  private static final class UntilTorn extends FilterInputStream {
    private Optional<InputStream> unpacked = Optional.empty();

    UntilTorn(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        if (unpacked.isEmpty()) {
          unpacked = Optional.of(new GZIPInputStream(in, PIECE));
        }
        return unpacked.get().read(bytes, offset, length);
      } catch (EOFException | ZipException e) {
        return -1;
      }
    }
  }

  static long wholeLength(FileChannel file) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      long whole = 0;
      for (long end = memberEnd(file, 0, inflater); end > whole; ) {
        whole = end;
        end = memberEnd(file, whole, inflater);
      }
      return whole;
    } finally {
      inflater.end();
    }
  }

  /** Where the member that begins at {@code start} ends; {@code start} when it does not. */
  private static long memberEnd(FileChannel file, long start, Inflater inflater)
      throws IOException {
    try {
      long body = bodyOf(new ChannelBytes(file, start), start);
      CRC32 sum = new CRC32();
      inflater.reset();
      inflate(file, body, inflater, sum);
      long end = body + inflater.getBytesRead();
      ByteBuffer trailer = new ChannelBytes(file, end).take(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
      boolean sound =
          trailer.getInt() == (int) sum.getValue()
              && trailer.getInt() == (int) inflater.getBytesWritten();
      return sound ? end + TRAILER : start;
    } catch (EOFException | DataFormatException e) {
      return start;
    }
  }

  private static long bodyOf(ChannelBytes bytes, long start)
      throws IOException, DataFormatException {
    ByteBuffer header = bytes.take(HEADER);
    if (header.get(0) != 0x1f || header.get(1) != (byte) 0x8b || header.get(2) != 8) {
      throw new DataFormatException("no member begins at " + start);
    }
    int flags = header.get(3);
    if ((flags & FLAG_EXTRA) != 0) {
      bytes.take(bytes.take(2).order(ByteOrder.LITTLE_ENDIAN).getShort() & 0xffff);
    }
    if ((flags & FLAG_NAME) != 0) {
      bytes.passZero();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      bytes.passZero();
    }
    if ((flags & FLAG_CRC) != 0) {
      bytes.take(2);
    }
    return bytes.position();
  }

  private static void inflate(FileChannel file, long from, Inflater inflater, CRC32 sum)
      throws IOException, DataFormatException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    byte[] out = new byte[PIECE];
    long at = from;
    while (!inflater.finished()) {
      if (inflater.needsInput()) {
        int read = file.read(piece.clear(), at);
        if (read <= 0) {
          throw new EOFException();
        }
        at += read;
        inflater.setInput(piece.flip());
      }
      sum.update(out, 0, inflater.inflate(out));
      if (inflater.needsDictionary()) {
        throw new DataFormatException("a dictionary");
      }
    }
  }
}
