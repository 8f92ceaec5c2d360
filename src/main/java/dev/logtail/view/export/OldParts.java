package dev.logtail.view.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalInt;

/**
 * The full files beside one that is rotated, numbered as logrotate does: the higher, the older.
 *
 * <pre>
 *   all.ndjson   all.ndjson.1     all.ndjson.2        all.ndjson.gz   all.ndjson.1.gz
 *   grows        the one before   the one before it
 * </pre>
 *
 * Whatever kills the program between two renames leaves a number free and nothing lost.
 */
record OldParts(Path target, Compression compression, OptionalInt keep) {
  private Path part(int number) {
    String name = String.valueOf(target.getFileName());
    return target.resolveSibling(
        compression.stem(name) + "." + number + name.substring(compression.stem(name).length()));
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The one after the last of those without a number missing in between. */
  private int firstFree() {
    int number = 1;
    while (exists(part(number))) {
      number++;
    }
    return number;
  }

  void refuseExisting() throws OutputException {
    if (exists(part(1))) {
      throw new OutputException(
          part(1) + " exists already; --force replaces it, --append adds to it");
    }
  }

  /** Makes the name of the growing file free: what has it becomes the first of the old ones. */
  void shift() throws IOException {
    if (!exists(target)) {
      return;
    }
    int most = keep.orElse(Integer.MAX_VALUE);
    int free = firstFree();
    for (int number = free - 1; number >= Math.max(1, most); number--) {
      Files.delete(part(number));
    }
    if (most == 0) {
      Files.delete(target);
      return;
    }
    for (int number = Math.min(free, most); number > 1; number--) {
      Files.move(part(number - 1), part(number), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(target, part(1), StandardCopyOption.ATOMIC_MOVE);
  }

  void deleteAll() throws IOException {
    for (int number = firstFree() - 1; number > 0; number--) {
      Files.delete(part(number));
    }
  }
}
