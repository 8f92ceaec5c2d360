package dev.logtail.view.export;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads a file's headers from a place on, without moving the channel. */
final class ChannelBytes {
  private final FileChannel file;
  private long position;

  ChannelBytes(FileChannel file, long position) {
    this.file = file;
    this.position = position;
  }

  long position() {
    return position;
  }

  /** The next {@code count} bytes. */
  ByteBuffer take(int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException();
      }
    }
    position += count;
    return bytes.flip();
  }

  /** Passes over {@code count} bytes that must be there. */
  void pass(long count) throws IOException {
    if (count > file.size() - position) {
      throw new EOFException();
    }
    position += count;
  }

  /** Passes over a text and the zero at its end. */
  void passZero() throws IOException {
    while (take(1).get() != 0) {
      // the text
    }
  }
}
