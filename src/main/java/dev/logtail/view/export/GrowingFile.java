package dev.logtail.view.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written at its end only, by one system call a time where the system takes it. Its
 * descriptor can be let go between two writes.
 */
final class GrowingFile {
  private final Path path;
  private @Nullable FileChannel channel;
  private long size;

  GrowingFile(Path path) throws IOException {
    this.path = path;
    this.size = open().size();
  }

  private FileChannel open() throws IOException {
    FileChannel opened = channel;
    if (opened == null) {
      opened = FileChannel.open(path, StandardOpenOption.APPEND);
      channel = opened;
    }
    return opened;
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  void write(byte[] bytes) throws IOException {
    FileChannel opened = open();
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      size += opened.write(rest);
    }
  }

  void force() throws IOException {
    open().force(true);
  }

  void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
