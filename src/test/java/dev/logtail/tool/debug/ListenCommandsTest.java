package dev.logtail.tool.debug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.tool.debug.ListenCommands.Own;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenCommandsTest {
  @Test
  void one_peer_is_meant_by_its_number() throws DebugSyntaxException {
    assertThat(ListenCommands.parse(":to 2 hello  there"))
        .contains(new Own.To(2, new Frame.Text("hello  there")));
    assertThat(ListenCommands.parse(":to #12 x")).contains(new Own.To(12, new Frame.Text("x")));
    assertThat(ListenCommands.parse(":headers #3")).contains(new Own.Requests(Optional.of(3)));
    assertThat(ListenCommands.parse(":headers")).contains(new Own.Requests(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    ":close #3, 3, 1000, ''",
    ":close 1001 #3, 3, 1001, ''",
    ":close 4000 see you #12, 12, 4000, see you",
    ":close see you #12, 12, 1000, see you"
  })
  void a_close_may_be_for_one(String line, int peer, int code, String reason)
      throws DebugSyntaxException {
    assertThat(ListenCommands.parse(line)).contains(new Own.ClosePeer(peer, code, reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hello", ":ping", ":text :peers", ":close", ":close 1001 bye", "#3", ":save x"})
  void other_lines_are_those_of_every_session(String line) throws DebugSyntaxException {
    assertThat(ListenCommands.parse(line)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ":to, ':to 2 hello'",
    ":to 2, ':to 2 hello'",
    ":to all x, ':to 2 hello'",
    ":peers 2, nothing behind it",
    ":headers two, ':headers 2'",
    ":close 12 #3, four digits",
    ":reconnect, peers connect to us"
  })
  void mistakes_are_told_with_what_is_right(String line, String told) {
    assertThatThrownBy(() -> ListenCommands.parse(line))
        .isInstanceOf(DebugSyntaxException.class)
        .hasMessageContaining(told);
  }

  @Test
  void the_help_names_each_command_once_and_ends_as_everywhere() {
    assertThat(ListenCommands.all())
        .extracting(DebugCommands.Word::name)
        .doesNotHaveDuplicates()
        .contains(":to", ":peers", ":close", ":headers", ":ping", ":send-file", ":save")
        .doesNotContain(":reconnect")
        .endsWith(":help", ":quit");
    assertThat(ListenCommands.help(false)).endsWith("any other line is sent to all peers as text");
  }
}
