package dev.logtail.tool.debug;

import dev.logtail.view.style.SafeText;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Completes commands, and the files that some of them take. What is no command is data. */
final class CommandCompleter implements Completer {
  private static final Set<String> TAKE_FILES = Set.of(":send-file", ":save", ":more");

  private final List<DebugCommands.Word> commands;

  CommandCompleter(List<DebugCommands.Word> commands) {
    this.commands = commands;
  }

  /** A command and the rest of its line. */
  static final class Words implements Parser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      int space = line.indexOf(' ');
      boolean inName = space < 0 || cursor <= space;
      if (inName) {
        return new Line(line, cursor, 0, List.of(space < 0 ? line : line.substring(0, space)));
      }
      int start = space + 1;
      return new Line(
          line, cursor, start, List.of(line.substring(0, space), line.substring(start)));
    }

    @Override
    public boolean isEscapeChar(char ch) {
      return false;
    }
  }

  /**
   * Words up to the one that the cursor is in.
   *
   * @param start of the last word
   */
  private record Line(String line, int cursor, int start, List<String> words)
      implements ParsedLine {
    @Override
    public String word() {
      return words.get(words.size() - 1);
    }

    @Override
    public int wordCursor() {
      return Math.min(cursor - start, word().length());
    }

    @Override
    public int wordIndex() {
      return words.size() - 1;
    }
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String begun = line.word().substring(0, line.wordCursor());
    String command = line.words().get(0);
    if (line.wordIndex() == 0 && begun.startsWith(DebugCommands.MARK)) {
      commands.forEach(word -> candidates.add(candidate(word)));
    } else if (line.wordIndex() == 1 && TAKE_FILES.contains(command)) {
      files(begun, candidates);
    }
  }

  private static Candidate candidate(DebugCommands.Word word) {
    boolean more = !word.arguments().isEmpty();
    return new Candidate(word.name(), word.name(), null, word.help(), null, null, more);
  }

  private static void files(String begun, List<Candidate> candidates) {
    int slash = begun.lastIndexOf('/') + 1;
    String folder = begun.substring(0, slash);
    String name = begun.substring(slash);
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
      for (Path file : files) {
        String found = file.getFileName().toString();
        boolean shown = name.startsWith(".") || !found.startsWith(".");
        if (shown && SafeText.isInert(found)) {
          candidates.add(candidate(folder + found, found, Files.isDirectory(file)));
        }
      }
    } catch (IOException | InvalidPathException e) {
      // Nothing to offer.
    }
  }

  private static Candidate candidate(String value, String shown, boolean folder) {
    String slash = folder ? "/" : "";
    return new Candidate(value + slash, shown + slash, null, null, null, null, false);
  }
}
