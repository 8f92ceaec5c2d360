package dev.logtail.view.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HexFormat;
import java.util.Locale;

/**
 * How a file is packed, as the end of its name tells. Both ways allow several members behind each
 * other, each of which can be read without those before.
 */
public enum Compression {
  NONE("", 256, "") {
    @Override
    OutputStream packing(OutputStream out) {
      return out;
    }

    @Override
    InputStream unpacking(InputStream in) {
      return in;
    }

    @Override
    long wholeLength(FileChannel file) throws IOException {
      return file.size();
    }
  },
  GZIP(".gz", 64, "1f8b") {
    @Override
    OutputStream packing(OutputStream out) throws IOException {
      return Gzip.packing(out);
    }

    @Override
    InputStream unpacking(InputStream in) {
      return Gzip.unpacking(in);
    }

    @Override
    long wholeLength(FileChannel file) throws IOException {
      return Gzip.wholeLength(file);
    }
  },
  ZSTD(".zst", 16, "28b52ffd") {
    @Override
    OutputStream packing(OutputStream out) throws IOException {
      return Zstandard.packing(out);
    }

    @Override
    InputStream unpacking(InputStream in) throws IOException {
      return Zstandard.unpacking(in);
    }

    @Override
    long wholeLength(FileChannel file) throws IOException {
      return Zstandard.wholeLength(file);
    }
  };

  /** What ends a member and has not been written yet has at most so many bytes. */
  private static final int MEMBER_END = 64;

  private final String suffix;
  private final int mostOpen;
  private final String magic;

  /**
   * A way to pack.
   *
   * @param magic how every member begins, in hexadecimal
   */
  Compression(String suffix, int mostOpen, String magic) {
    this.suffix = suffix;
    this.mostOpen = mostOpen;
    this.magic = magic;
  }

  /** What the name of a file tells. */
  public static Compression of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Compression compression : values()) {
      if (compression != NONE && lower.endsWith(compression.suffix)) {
        return compression;
      }
    }
    return NONE;
  }

  /** The name without the end that tells this. */
  public String stem(String name) {
    return name.substring(0, name.length() - suffix.length());
  }

  /** How the names of files that are packed so end. */
  public String suffix() {
    return suffix;
  }

  /** How many files may be packed at once: a packer of Zstandard takes some 4 MiB. */
  int mostOpen() {
    return mostOpen;
  }

  /** The most that {@code bytes} can become. */
  long bound(long bytes) {
    return this == NONE || bytes == 0 ? bytes : bytes + bytes / 128 + MEMBER_END;
  }

  /**
   * A new member. Flushing it hands on all that was written, so that it can be read though the
   * member has no end yet; closing it ends the member and leaves {@code out} open.
   */
  abstract OutputStream packing(OutputStream out) throws IOException;

  /** What the members that begin here hold, up to where one is torn. */
  abstract InputStream unpacking(InputStream in) throws IOException;

  /** Where the last whole member ends. */
  abstract long wholeLength(FileChannel file) throws IOException;

  /** Whether what begins there can be the beginning of a member. */
  boolean canBegin(FileChannel file, long at) throws IOException {
    ByteBuffer first = ByteBuffer.allocate(magic.length() / 2);
    int read = Math.max(0, file.read(first, at));
    return magic.startsWith(HexFormat.of().formatHex(first.array(), 0, read));
  }
}
