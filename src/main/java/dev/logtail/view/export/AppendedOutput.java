package dev.logtail.view.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A file that grows by one write a batch, so that a crash can tear its last line at most. A last
 * line torn by an earlier crash is ended before anything is added.
 */
final class AppendedOutput implements Destination {
  private final Path target;
  private final FileChannel channel;
  private final boolean continued;

  private AppendedOutput(Path target, FileChannel channel, boolean continued) {
    this.target = target;
    this.channel = channel;
    this.continued = continued;
  }

  static AppendedOutput open(Path target) throws OutputException {
    if (Files.isSymbolicLink(target) && !Files.exists(target)) {
      throw new OutputException(
          target + " is a link to a file that does not exist; --force replaces the link");
    }
    try {
      return Files.exists(target) ? existing(target) : created(target);
    } catch (IOException e) {
      throw TargetFile.trouble("cannot append to " + target, e);
    }
  }

  private static AppendedOutput created(Path target) throws IOException {
    FileChannel channel =
        FileChannel.open(
            target,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            TargetFile.ownerOnly(target.toAbsolutePath()));
    return new AppendedOutput(target, channel, false);
  }

  private static AppendedOutput existing(Path target) throws IOException {
    boolean torn = isTorn(target);
    FileChannel channel = FileChannel.open(target, StandardOpenOption.APPEND);
    AppendedOutput output = new AppendedOutput(target, channel, channel.size() > 0);
    if (torn) {
      output.write(new byte[] {'\n'});
    }
    return output;
  }

  private static boolean isTorn(Path target) throws IOException {
    try (FileChannel reader = FileChannel.open(target, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return reader.size() > 0 && reader.read(last, reader.size() - 1) == 1 && last.get(0) != '\n';
    }
  }

  @Override
  public String name() {
    return target.toString();
  }

  @Override
  public boolean isContinued() {
    return continued;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    TargetFile.writeAll(channel, bytes);
  }

  @Override
  public void complete() throws IOException {
    channel.force(true);
    channel.close();
  }

  /** What was added stays: whole records, each of them true. */
  @Override
  public void abandon() {
    try {
      channel.close();
    } catch (IOException e) {
      // Its writes have failed before, and were reported.
    }
  }
}
