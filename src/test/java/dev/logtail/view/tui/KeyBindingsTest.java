package dev.logtail.view.tui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Receipt;
import dev.logtail.pipeline.filter.FilterGrammar;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.tui.KeyBindings.Binding;
import dev.logtail.view.tui.KeyBindings.Group;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyBindingsTest {
  private static Stream<Binding> bindings() {
    return KeyBindings.groups().stream().map(Group::bindings).flatMap(List::stream);
  }

  @Test
  void page_of_keys_is_the_table() {
    List<String> page = new HelpPage(Theme.dark()).lines().stream().map(StyledText::plain).toList();

    assertThat(page).hasSize(HelpPage.lineCount());
    bindings()
        .forEach(
            binding ->
                assertThat(page)
                    .filteredOn(line -> line.startsWith("  " + binding.label() + " "))
                    .filteredOn(line -> line.endsWith(binding.help()))
                    .hasSize(1));
  }

  @Test
  void page_of_keys_explains_every_mark() {
    List<String> page = new HelpPage(Theme.dark()).lines().stream().map(StyledText::plain).toList();

    assertThat(page.subList(page.indexOf("Marks before a message"), page.size()))
        .filteredOn(line -> line.startsWith("  "))
        .hasSize(Receipt.Mark.values().length)
        .anyMatch(line -> line.matches("  ! +came late.*"))
        .anyMatch(line -> line.matches("  \\? +may have been shown before"));
  }

  @Test
  void page_of_keys_holds_the_commands_the_filters_and_the_keys_at_prompts() {
    List<String> page = new HelpPage(Theme.dark()).lines().stream().map(StyledText::plain).toList();

    assertThat(page)
        .containsSubsequence(FilterGrammar.lines().stream().map(l -> "  " + l).toList());
    TypedCommands.table()
        .forEach(
            command ->
                assertThat(page)
                    .filteredOn(line -> line.startsWith("  " + command + " "))
                    .filteredOn(line -> line.endsWith(command.help()))
                    .hasSize(1));
    KeyBindings.atPrompts()
        .forEach(
            binding ->
                assertThat(page)
                    .filteredOn(line -> line.startsWith("  " + binding.label() + " "))
                    .filteredOn(line -> line.endsWith(binding.help()))
                    .hasSize(1));
  }

  @Test
  void every_key_of_the_table_does_what_its_row_says() {
    bindings()
        .flatMap(binding -> binding.actions().entrySet().stream())
        .forEach(
            entry ->
                assertThat(KeyBindings.actionOf(entry.getKey(), new Mode.Browsing()))
                    .hasValue(entry.getValue()));
  }

  @Test
  void no_key_is_in_two_rows() {
    List<Key> keys = bindings().flatMap(binding -> binding.actions().keySet().stream()).toList();

    assertThat(keys).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "j",
        "k",
        "Down",
        "Up",
        " ",
        "PgDn",
        "b",
        "PgUp",
        "Ctrl-d",
        "Ctrl-u",
        "g",
        "Home",
        "G",
        "End",
        "h",
        "l",
        "Left",
        "Right",
        "F",
        "P",
        "=",
        "/",
        "n",
        "N",
        "&",
        "+",
        "-",
        "e",
        "E",
        "S",
        "Tab",
        "Shift-Tab",
        "Enter",
        "x",
        "Ctrl-f",
        "z",
        "Z",
        "[",
        "]",
        "m",
        "u",
        "U",
        "v",
        "p",
        "I",
        "i",
        "c",
        "y",
        ":",
        "Ctrl-e",
        "Ctrl-y",
        "1",
        "9",
        "0",
        "w",
        "t",
        "s",
        "r",
        "R",
        "C",
        "?",
        "F1",
        "Ctrl-l",
        "Esc",
        "q",
        "Ctrl-c"
      })
  void key_is_bound(String name) {
    assertThat(KeyBindings.actionOf(new Key(name), new Mode.Browsing())).isPresent();
  }

  @Test
  void no_help_is_cut_off_in_eighty_columns() {
    assertThat(new HelpPage(Theme.dark()).lines())
        .allSatisfy(line -> assertThat(line.plain().length()).isLessThan(79));
  }
}
