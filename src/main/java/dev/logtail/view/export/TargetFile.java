package dev.logtail.view.export;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** What files as destinations have in common: checks, modes, and errors in words. */
final class TargetFile {
  private TargetFile() {}

  /** The folder that {@code target} lies in, after a look at both. */
  static Path checkedParent(Path target) throws OutputException {
    Path parent = target.toAbsolutePath().getParent();
    if (parent == null || Files.isDirectory(target)) {
      throw new OutputException(
          target + " is a directory; name a file in it, or --split-by worker for one of each");
    }
    if (!Files.exists(parent)) {
      throw new OutputException(
          "cannot write " + target + ": the directory " + parent + " does not exist; create it");
    }
    if (!Files.isDirectory(parent)) {
      throw new OutputException("cannot write " + target + ": " + parent + " is no directory");
    }
    return parent;
  }

  /** The folder itself, whatever links lead to it. */
  static Path checkedFolder(Path folder) throws OutputException {
    if (!Files.isDirectory(folder)) {
      throw new OutputException(
          "cannot write files into " + folder + ": there is no such directory; create it");
    }
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw trouble("cannot write files into " + folder, e);
    }
  }

  static boolean exists(Path target) {
    return Files.exists(target, LinkOption.NOFOLLOW_LINKS);
  }

  /** True for a pipe or a device, or a link to one: what can't be replaced. */
  static boolean isSpecial(Path target) {
    return Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target);
  }

  static Destination device(Path target) throws OutputException {
    try {
      return new StreamOutput(
          target.toString(), Files.newOutputStream(target, StandardOpenOption.WRITE), true);
    } catch (IOException e) {
      throw trouble("cannot open " + target, e);
    }
  }

  /** Readable by its owner only, where the file system knows about that. */
  static FileAttribute<?>[] ownerOnly(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Gives a file the mode that was asked for, whatever the umask. */
  static void setMode(Path file, Optional<Set<PosixFilePermission>> mode) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (mode.isPresent() && view != null) {
      view.setPermissions(mode.get());
    }
  }

  /** Makes a change of names in {@code folder} survive a power cut, where that can be asked for. */
  static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system lets folders be opened; the file itself is safe.
    }
  }

  /** One line that says what failed and why. */
  static OutputException trouble(String what, IOException cause) {
    return new OutputException(what + ": " + reason(cause), cause);
  }

  static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
