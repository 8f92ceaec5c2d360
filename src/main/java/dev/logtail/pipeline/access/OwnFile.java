package dev.logtail.pipeline.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Tells whether a file may hold a secret: it is the user's own, and nobody else can read it. */
public final class OwnFile {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);
  private static final Set<PosixFilePermission> OTHERS_CHANGE =
      EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private OwnFile() {}

  /** What is wrong with {@code file} as a place for secrets; empty when nothing is. */
  public static Optional<String> trouble(Path file) {
    return trouble(file, OTHERS, "others can read it; chmod 600 " + file);
  }

  /** What is wrong with {@code file} as a place that names a program to run. */
  public static Optional<String> troubleToObey(Path file) {
    return trouble(file, OTHERS_CHANGE, "others can change it; chmod go-w " + file);
  }

  private static Optional<String> trouble(
      Path file, Set<PosixFilePermission> others, String words) {
    try {
      if (!Files.getOwner(file).getName().equals(user())) {
        return Optional.of("it belongs to another user");
      }
      boolean open = Files.getPosixFilePermissions(file).stream().anyMatch(others::contains);
      return open ? Optional.of(words) : Optional.empty();
    } catch (IOException e) {
      return Optional.of("its owner can't be told: " + Reasons.of(e));
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** As the file system names us, which it also does where the user has no name. */
  private static String user() throws IOException {
    Path process = Path.of("/proc/self");
    return Files.exists(process)
        ? Files.getOwner(process).getName()
        : System.getProperty("user.name", "");
  }
}
