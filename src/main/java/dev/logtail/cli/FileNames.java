package dev.logtail.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** Names of files as people type them, in part or whole. */
final class FileNames {
  /** What is looked at of a folder, however many there are in it. */
  private static final int MOST = 10_000;

  private FileNames() {}

  /** Whether there is such a file. What can be no name is none. */
  static boolean exists(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /**
   * The names that begin so, in order, folders with a slash at their end. Those that begin with a
   * dot are named only when the dot is typed.
   */
  static List<String> begunBy(String typed) {
    int end = typed.lastIndexOf('/') + 1;
    String folder = typed.substring(0, end);
    String begun = typed.substring(end);
    TreeSet<String> names = new TreeSet<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
      int seen = 0;
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith(begun) && (!begun.isEmpty() || !name.startsWith("."))) {
          names.add(folder + name + (Files.isDirectory(file) ? "/" : ""));
        }
        if (++seen == MOST) {
          break;
        }
      }
    } catch (IOException | InvalidPathException | DirectoryIteratorException e) {
      return List.of();
    }
    return List.copyOf(names);
  }
}
