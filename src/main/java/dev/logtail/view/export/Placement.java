package dev.logtail.view.export;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** How a complete file takes its name, in one step that nobody sees half-done. */
@FunctionalInterface
interface Placement {
  void place(Path partial, Path target) throws IOException;

  /** Whatever has the name gives way. */
  Placement REPLACING =
      (partial, target) -> Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);

  /** What somebody else put there meanwhile stays; a link fails where a move would replace it. */
  Placement IF_FREE =
      (partial, target) -> {
        try {
          Files.createLink(target, partial);
        } catch (FileAlreadyExistsException e) {
          throw taken(partial, target);
        } catch (IOException | UnsupportedOperationException e) {
          moveIfFree(partial, target);
          return;
        }
        Files.delete(partial);
      };

  /** For file systems without links. */
  private static void moveIfFree(Path partial, Path target) throws IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw taken(partial, target);
    }
    REPLACING.place(partial, target);
  }

  private static OutputException taken(Path partial, Path target) {
    return new OutputException(
        target + " was created by somebody else meanwhile; the records are in " + partial);
  }
}
