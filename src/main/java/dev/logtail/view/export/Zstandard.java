package dev.logtail.view.export;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** RFC 8878: frames of Zstandard, and where they end. */
final class Zstandard {
  private static final int MAGIC = 0xfd2fb528;
  private static final int SKIPPABLE = 0x184d2a50;
  private static final int REPEATED = 1;
  private static final int[] DICTIONARY_ID = {0, 1, 2, 4};
  private static final int[] CONTENT_SIZE = {0, 2, 4, 8};

  private Zstandard() {}

  static OutputStream packing(OutputStream out) throws IOException {
    try {
      ZstdOutputStreamNoFinalizer packing = new ZstdOutputStreamNoFinalizer(new OpenEnded(out));
      packing.setChecksum(true);
      return packing;
    } catch (LinkageError e) {
      throw unavailable(e);
    }
  }

  /** The library's native half is unpacked into the folder for temporary files. */
  private static OutputException unavailable(LinkageError cause) {
    return new OutputException(
        "zstd can't be used on this machine ("
            + cause.getMessage()
            + "); name a file that ends in .gz");
  }

  static InputStream unpacking(InputStream in) throws IOException {
    try {
      return new UntilTorn(new ZstdInputStreamNoFinalizer(in).setContinuous(true));
    } catch (LinkageError e) {
      throw unavailable(e);
    }
  }

  /** Ends where what it reads does, in the midst of a frame or behind one. */
  private static final class UntilTorn extends FilterInputStream {
    UntilTorn(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        return super.read(bytes, offset, length);
      } catch (ZstdIOException e) {
        return -1;
      }
    }
  }

  static long wholeLength(FileChannel file) throws IOException {
    long whole = 0;
    try {
      while (whole < file.size()) {
        ChannelBytes bytes = new ChannelBytes(file, whole);
        if (!passFrame(bytes)) {
          break;
        }
        whole = bytes.position();
      }
    } catch (EOFException e) {
      // The last one is torn.
    }
    return whole;
  }

  /** Passes over a frame; false when there is none. */
  private static boolean passFrame(ChannelBytes bytes) throws IOException {
    int magic = (int) littleEndian(bytes.take(4));
    if ((magic & ~0xf) == SKIPPABLE) {
      bytes.pass(littleEndian(bytes.take(4)) & 0xffffffffL);
      return true;
    }
    if (magic != MAGIC) {
      return false;
    }
    int descriptor = bytes.take(1).get();
    boolean single = (descriptor & 0x20) != 0;
    int content = (descriptor >> 6) & 3;
    bytes.pass(single ? 0 : 1);
    bytes.pass(DICTIONARY_ID[descriptor & 3]);
    bytes.pass(single && content == 0 ? 1 : CONTENT_SIZE[content]);
    passBlocks(bytes);
    bytes.pass((descriptor & 4) == 0 ? 0 : 4);
    return true;
  }

  private static void passBlocks(ChannelBytes bytes) throws IOException {
    boolean last = false;
    while (!last) {
      int header = (int) littleEndian(bytes.take(3));
      last = (header & 1) != 0;
      bytes.pass(((header >> 1) & 3) == REPEATED ? 1 : header >> 3);
    }
  }

  private static long littleEndian(ByteBuffer bytes) {
    long value = 0;
    for (int i = 0; i < bytes.limit(); i++) {
      value |= (bytes.get(i) & 0xffL) << (8 * i);
    }
    return value;
  }
}
