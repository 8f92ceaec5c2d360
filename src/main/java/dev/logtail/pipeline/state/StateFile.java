package dev.logtail.pipeline.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The file that a state is kept in: always a whole one, readable by its owner only. What is saved
 * takes the place of what was there in one step, once it is on the disk. A file that is open is
 * locked, so that two runs never go on from the same state. One thread at a time.
 */
public final class StateFile implements AutoCloseable {
  private static final long LARGEST = 256L << 20;

  private final Path path;
  private final SavedState found;

  /** Of the file that has the name now, if any; holds its lock. */
  private Optional<FileChannel> present;

  private StateFile(Path path, SavedState found, Optional<FileChannel> present) {
    this.path = path;
    this.found = found;
    this.present = present;
  }

  /**
   * Reads the state of that name; a name that is free holds an empty one.
   *
   * @throws StateException when another file has the name, or it can't be used; nothing has been
   *     touched then
   */
  public static StateFile open(Path name) throws StateException {
    Path folder = name.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(name)) {
      throw new StateException("is a directory; name a file in it");
    }
    if (!Files.isDirectory(folder)) {
      throw new StateException("can't be made: there is no directory " + folder);
    }
    if (!Files.exists(name)) {
      return new StateFile(name.toAbsolutePath(), SavedState.EMPTY, Optional.empty());
    }
    if (!Files.isRegularFile(name)) {
      throw new StateException("is no regular file");
    }
    try {
      return existing(name.toRealPath());
    } catch (IOException e) {
      throw new StateException("can't be read: " + reason(e));
    }
  }

  private static StateFile existing(Path path) throws IOException, StateException {
    Object before = identity(path);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(channel);
      if (!before.equals(identity(path))) {
        throw inUse();
      }
      return new StateFile(path, StateText.read(text(channel)), Optional.of(channel));
    } catch (IOException | StateException e) {
      channel.close();
      throw e;
    }
  }

  /** Of the file that has the name, whatever other file had it before. */
  private static Object identity(Path path) throws IOException {
    Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    return key == null ? path : key;
  }

  private static void lock(FileChannel channel) throws IOException, StateException {
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse();
      }
    } catch (OverlappingFileLockException e) {
      throw inUse();
    } catch (UnsupportedOperationException e) {
      // Where files can't be locked, two runs are the user's care.
    }
  }

  private static StateException inUse() {
    return new StateException("is in use by another logtail; wait for its end, or name another");
  }

  private static String text(FileChannel channel) throws IOException, StateException {
    if (channel.size() == 0) {
      throw new StateException("is empty; remove it to begin anew");
    }
    if (channel.size() > LARGEST) {
      throw new StateException("is no state of logtail");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // On to the end.
    }
    try {
      return UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new StateException("is no state of logtail");
    }
  }

  /** What it held when it was opened. */
  public SavedState found() {
    return found;
  }

  /**
   * Puts {@code state} in the place of what is there.
   *
   * @throws IOException when that can't be done; what was there is still there then
   */
  public void save(SavedState state) throws IOException {
    if (present.isEmpty() && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("somebody else made it meanwhile");
    }
    Path folder = path.resolveSibling(".");
    Path fresh = path.resolveSibling("." + path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    FileChannel channel =
        FileChannel.open(
            fresh,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            ownerOnly());
    try {
      lock(channel);
      ByteBuffer bytes = ByteBuffer.wrap(StateText.of(state).getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
      sync(folder);
    } catch (IOException | StateException e) {
      channel.close();
      Files.deleteIfExists(fresh);
      throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
    }
    close();
    present = Optional.of(channel);
  }

  private FileAttribute<?>[] ownerOnly() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system lets folders be opened; the file itself is safe.
    }
  }

  /** Why something failed, for people. */
  private static String reason(IOException e) {
    return e instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }

  /** Lets other runs have it. */
  @Override
  public void close() {
    try {
      if (present.isPresent()) {
        present.get().close();
      }
    } catch (IOException e) {
      // It was only open to be locked.
    }
    present = Optional.empty();
  }
}
