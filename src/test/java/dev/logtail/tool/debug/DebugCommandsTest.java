package dev.logtail.tool.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.pipeline.transport.Frame;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebugCommandsTest {
  private static DebugCommand read(String line) throws DebugSyntaxException {
    return DebugCommands.parse(line, false);
  }

  private static DebugCommand sent(Frame frame, boolean asked) {
    return new DebugCommand.Send(frame, asked);
  }

  @Test
  void readsEveryCommand() throws DebugSyntaxException {
    assertThat(read("hello :x ")).isEqualTo(sent(new Frame.Text("hello :x "), false));
    assertThat(read("")).isEqualTo(sent(new Frame.Text(""), false));
    assertThat(read("/ping")).isEqualTo(sent(new Frame.Text("/ping"), false));
    assertThat(read(":text :foo ")).isEqualTo(sent(new Frame.Text(":foo "), true));
    assertThat(read(":ping")).isEqualTo(new DebugCommand.Ping(Optional.empty()));
    assertThat(read(":ping a b")).isEqualTo(new DebugCommand.Ping(Optional.of("a b")));
    assertThat(read(":pong x")).isEqualTo(sent(new Frame.Pong(Frame.Bytes.of("x")), true));
    assertThat(read(":close")).isEqualTo(new DebugCommand.Close(1000, ""));
    assertThat(read(":close 4001")).isEqualTo(new DebugCommand.Close(4001, ""));
    assertThat(read(":close 1001 see you")).isEqualTo(new DebugCommand.Close(1001, "see you"));
    assertThat(read(":close see you")).isEqualTo(new DebugCommand.Close(1000, "see you"));
    assertThat(read(":send-bin 00 Ff,7e"))
        .isEqualTo(sent(new Frame.Binary(Frame.Bytes.of(new byte[] {0, -1, 0x7e})), true));
    assertThat(read(":send-bin 0x00:0xff"))
        .isEqualTo(sent(new Frame.Binary(Frame.Bytes.of(new byte[] {0, -1})), true));
    assertThat(read(":send-file a b")).isEqualTo(new DebugCommand.SendFile(Path.of("a b")));
    assertThat(read(":json  {\"a\": 1.10}")).isEqualTo(sent(new Frame.Text("{\"a\": 1.10}"), true));
    assertThat(read(":save f")).isEqualTo(new DebugCommand.Save(Optional.of(Path.of("f"))));
    assertThat(read(":save")).isEqualTo(new DebugCommand.Save(Optional.empty()));
    assertThat(read(":headers")).isEqualTo(new DebugCommand.Headers());
    assertThat(read(":rate")).isEqualTo(new DebugCommand.Rate());
    assertThat(read(":stats")).isEqualTo(new DebugCommand.Stats());
    assertThat(read(":reconnect")).isEqualTo(new DebugCommand.Reconnect());
    assertThat(read(":help ")).isEqualTo(new DebugCommand.Help());
    assertThat(read(":quit")).isEqualTo(new DebugCommand.Quit());
  }

  @Test
  void slashesAreCommandsWhereTheyAreAskedFor() throws DebugSyntaxException {
    assertThat(DebugCommands.parse("/close 4000 bye now", true))
        .isEqualTo(new DebugCommand.Close(4000, "bye now"));
    assertThat(DebugCommands.parsePiped(new Frame.Text("/ping x"), true))
        .isEqualTo(new DebugCommand.Ping(Optional.of("x")));
    assertThat(DebugCommands.parsePiped(new Frame.Text(":ping"), true))
        .isEqualTo(sent(new Frame.Text(":ping"), false));
    assertThatThrownBy(() -> DebugCommands.parse("/pign", true)).hasMessageContaining("/ping");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          :pign            | did you mean :ping?
          :xyzzyxyzzy      | :help lists them
          :json            | :json JSON
          :json {"a":      | no JSON at column 6
          :json {"a" 1}    | no JSON at column 6
          :json [1] 2      | no JSON at column 5
          :json {x}        | no JSON at column 2
          :json [1,]       | no JSON at column 4
          :json {"a":tru}  | no JSON at column 6
          :json nul        | no JSON at column
          :send-bin 0g     | is no row of bytes
          :send-bin 123    | is no row of bytes
          :send-bin        | :send-bin HEX
          :close 12 x      | four digits
          :send-file       | :send-file FILE
          :stats now       | takes nothing
          """)
  void saysWhatIsWrong(String line, String words) {
    assertThatThrownBy(() -> read(line))
        .isInstanceOf(DebugSyntaxException.class)
        .hasMessageContaining(words);
  }

  @Test
  void theHelpHasALineForEachAndFitsATerminal() {
    assertThat(DebugCommands.help(true).lines())
        .hasSize(DebugCommands.all().size() + 2)
        .allMatch(line -> line.length() <= 80);
    assertThat(DebugCommands.all())
        .allSatisfy(word -> assertThat(DebugCommands.help(false)).contains(word.usage()));
  }
}
