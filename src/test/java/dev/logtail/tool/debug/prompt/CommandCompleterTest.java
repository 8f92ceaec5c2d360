package dev.logtail.tool.debug.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.tool.debug.DebugCommands;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandCompleterTest {
  @TempDir Path folder;

  /** What may stand in the place of the word that ends {@code line}. */
  private static List<String> candidates(String line) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    ByteArrayInputStream nothing = new ByteArrayInputStream(new byte[0]);
    try (Terminal terminal = new DumbTerminal(nothing, new ByteArrayOutputStream())) {
      ParsedLine parsed =
          new CommandCompleter.Words().parse(line, line.length(), ParseContext.COMPLETE);
      new CommandCompleter(DebugCommands.all())
          .complete(LineReaderBuilder.builder().terminal(terminal).build(), parsed, candidates);
    }
    return candidates.stream().map(Candidate::value).toList();
  }

  @Test
  void commands_are_completed_and_data_is_left_alone() throws IOException {
    assertThat(candidates(":"))
        .isEqualTo(DebugCommands.all().stream().map(DebugCommands.Word::name).toList())
        .contains(":ping", ":send-file");
    assertThat(candidates("")).isEmpty();
    assertThat(candidates("{\"a\":")).isEmpty();
    assertThat(candidates(":text /")).isEmpty();
  }

  @Test
  void files_are_completed_where_a_command_takes_one() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    for (String name : List.of("one two.json", ".hidden", "bad\u001b[2J")) {
      Files.writeString(folder.resolve(name), "");
    }
    String inside = folder + "/";
    assertThat(candidates(":send-file " + inside))
        .containsExactlyInAnyOrder(inside + "sub/", inside + "one two.json");
    assertThat(candidates(":save " + inside + "one t")).contains(inside + "one two.json");
    assertThat(candidates(":save " + inside + ".")).contains(inside + ".hidden");
    assertThat(candidates(":save " + inside + "nowhere/")).isEmpty();
    assertThat(candidates(":save \0/")).isEmpty();
  }
}
