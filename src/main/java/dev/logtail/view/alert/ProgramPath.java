package dev.logtail.view.alert;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where programs are looked for.
 *
 * @param folders as in {@code PATH}
 */
public record ProgramPath(String folders) {
  /** The program of that name, or at that path where it has a slash. */
  public Optional<Path> find(String name) {
    try {
      if (name.contains("/")) {
        return Optional.of(Path.of(name)).filter(ProgramPath::isProgram);
      }
      return Arrays.stream(folders.split(":"))
          .filter(folder -> !folder.isEmpty())
          .map(folder -> Path.of(folder, name))
          .filter(ProgramPath::isProgram)
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
