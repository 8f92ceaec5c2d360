package dev.logtail.tool.debug.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logtail.pipeline.access.OwnFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file that typed lines are kept in: a line each, of a bounded number, readable by nobody but
 * its owner. Several programs may add to it at once: each addition is made under the file's lock,
 * and what replaces a full file does so in one step. A link, and what belongs to somebody else, is
 * never touched.
 */
final class HistoryStore {
  static final int MOST_LINES = 1000;

  private static final long LARGEST = 16L << 20;
  private static final Set<OpenOption> OPEN =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> MAKE =
      Set.of(
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  private final Path file;

  /**
   * @param file in a folder of the program's own
   */
  HistoryStore(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * What is kept, the oldest first. Makes the file where there is none.
   *
   * @throws IOException when it can't be used; the message says why
   */
  List<String> read() throws IOException {
    makeFolder();
    try (FileChannel channel = locked()) {
      return lines(channel);
    }
  }

  /**
   * Adds lines without line breaks, but for one that is there as the last already; forgets the
   * oldest where there are too many.
   */
  void add(List<String> added) throws IOException {
    makeFolder();
    try (FileChannel channel = locked()) {
      List<String> lines = new ArrayList<>(lines(channel));
      int before = lines.size();
      added.stream().filter(line -> !isLast(lines, line)).forEach(lines::add);
      if (lines.size() > MOST_LINES) {
        replace(text(lines.subList(lines.size() - MOST_LINES, lines.size())));
      } else {
        channel.position(channel.size());
        write(channel, beginning(channel) + text(lines.subList(before, lines.size())));
      }
    }
  }

  private static boolean isLast(List<String> lines, String line) {
    return !lines.isEmpty() && lines.get(lines.size() - 1).equals(line);
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** Ends a line that a program that was killed has not ended. */
  private static String beginning(FileChannel channel) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    boolean torn =
        channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
    return torn ? "\n" : "";
  }

  private void replace(String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel channel = FileChannel.open(fresh, MAKE, ownerOnly("rw-------"))) {
      write(channel, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static List<String> lines(FileChannel channel) throws IOException {
    if (channel.size() > LARGEST) {
      throw new IOException("it is too large to be a history");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // On to the end.
    }
    return new String(bytes.array(), 0, bytes.position(), UTF_8)
        .lines()
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /**
   * The file that has the name while its lock is held; the lock goes with the channel. Another
   * program may put another file in its place at any moment until then: what was opened is known by
   * what had the name before and after, and is waited for only then.
   */
  private FileChannel locked() throws IOException {
    while (true) {
      Optional<Object> before = identity();
      FileChannel channel = open();
      try {
        boolean known = before.isPresent() && before.equals(identity());
        if (known && channel.lock().isValid() && before.equals(identity())) {
          return channel;
        }
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      channel.close();
    }
  }

  private FileChannel open() throws IOException {
    try {
      return FileChannel.open(file, MAKE, ownerOnly("rw-------"));
    } catch (FileAlreadyExistsException e) {
      check();
      return FileChannel.open(file, OPEN);
    }
  }

  /** Of the file that has the name, whatever other file had it before; empty for none. */
  private Optional<Object> identity() throws IOException {
    try {
      return Optional.ofNullable(attributes(file).fileKey());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private void check() throws IOException {
    if (!attributes(file).isRegularFile()) {
      throw new IOException("it is no regular file");
    }
    refuse(OwnFile.trouble(file));
  }

  private void makeFolder() throws IOException {
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, ownerOnly("rwx------"));
    }
    refuse(OwnFile.troubleToObey(folder));
  }

  private static void refuse(Optional<String> trouble) throws IOException {
    if (trouble.isPresent()) {
      throw new IOException(trouble.get());
    }
  }

  private FileAttribute<?>[] ownerOnly(String mode) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
