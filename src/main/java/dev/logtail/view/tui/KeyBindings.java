package dev.logtail.view.tui;

import dev.logtail.view.tui.ConsoleAction.Ask;
import dev.logtail.view.tui.ConsoleAction.Erase;
import dev.logtail.view.tui.ConsoleAction.Give;
import dev.logtail.view.tui.ConsoleAction.Motion;
import dev.logtail.view.tui.ConsoleAction.Move;
import dev.logtail.view.tui.ConsoleAction.Order;
import dev.logtail.view.tui.ConsoleAction.Question;
import dev.logtail.view.tui.ConsoleAction.Seek;
import dev.logtail.view.tui.ConsoleAction.ShiftContext;
import dev.logtail.view.tui.ConsoleAction.Solo;
import dev.logtail.view.tui.ConsoleAction.Stretch;
import dev.logtail.view.tui.ConsoleAction.Switch;
import dev.logtail.view.tui.ConsoleAction.Target;
import dev.logtail.view.tui.ConsoleAction.Toggle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which key does what: the one table, from which the page of keys is made too. */
public final class KeyBindings {
  /**
   * One row of the table.
   *
   * @param label the keys as the page of keys names them
   * @param actions what each of the keys asks for
   * @param help what they do, in few words
   */
  public record Binding(String label, Map<Key, ConsoleAction> actions, String help) {
    public Binding {
      actions = Map.copyOf(actions);
    }
  }

  /** Rows of the table that belong together. */
  public record Group(String title, List<Binding> bindings) {
    public Group {
      bindings = List.copyOf(bindings);
    }
  }

  private static final List<Group> GROUPS =
      List.of(
          new Group("Moving", moving()),
          new Group("Finding", finding()),
          new Group("Workers", workers()),
          new Group("Showing", showing()),
          new Group("Doing", doing()));

  private static final Map<Key, ConsoleAction> ACTIONS =
      actions(GROUPS.stream().flatMap(group -> group.bindings().stream()).toList());

  private static final List<Binding> PROMPT = prompt();
  private static final Map<Key, ConsoleAction> PROMPT_ACTIONS = actions(PROMPT);

  private KeyBindings() {}

  private static List<Binding> moving() {
    return List.of(
        row(new Move(Motion.LINE_DOWN), "a record or line down", "j", "Down"),
        row(new Move(Motion.LINE_UP), "a record or line up; leaves following", "k", "Up"),
        row(new Move(Motion.PAGE_DOWN), "a page down", " ", "PgDn"),
        row(new Move(Motion.PAGE_UP), "a page up", "b", "PgUp"),
        row(new Move(Motion.HALF_DOWN), "half a page down", "Ctrl-d"),
        row(new Move(Motion.HALF_UP), "half a page up", "Ctrl-u"),
        row(new Move(Motion.SCROLL_DOWN), "scroll a line, staying on the record", "Ctrl-e"),
        row(new Move(Motion.SCROLL_UP), "the same upwards", "Ctrl-y"),
        row(new Move(Motion.TOP), "the oldest record held", "g", "Home"),
        row(new Move(Motion.BOTTOM), "the newest, and follow again", "G", "End"),
        row(new Move(Motion.LEFT), "sideways to the left", "h", "Left"),
        row(new Move(Motion.RIGHT), "sideways to the right", "l", "Right"),
        row(new Toggle(Switch.FOLLOW), "follow on or off", "F"),
        row(new Toggle(Switch.FREEZE), "freeze the picture; receiving goes on", "P", "="),
        row(new ConsoleAction.Focus(true), "next pane: workers, log, timeline, detail", "Tab"),
        row(new ConsoleAction.Focus(false), "the pane before", "Shift-Tab"));
  }

  private static List<Binding> finding() {
    return List.of(
        row(new Ask(Question.SEARCH), "search: text or /regex/; hides nothing", "/"),
        row(new Seek(Target.MATCH, true), "next match", "n"),
        row(new Seek(Target.MATCH, false), "previous match", "N"),
        row(new Toggle(Switch.MATCHES_ONLY), "only the matches of the search", "x"),
        row(new Ask(Question.FILTER), "filter: text, /regex/, level>=ERROR; !text hides", "&"),
        row(new Toggle(Switch.FILTERS), "all filters off or on", "Ctrl-f"),
        row(new ShiftContext(true), "more context around what is shown", "z"),
        row(new ShiftContext(false), "less context", "Z"),
        row(new ConsoleAction.ShiftLevel(true), "raise the least level shown", "+"),
        row(new ConsoleAction.ShiftLevel(false), "lower the least level shown", "-"),
        row(new Seek(Target.ERROR, true), "next error", "e"),
        row(new Seek(Target.ERROR, false), "previous error", "E"),
        row(new Seek(Target.GAP, true), "next gap or reconnection", "]"),
        row(new Seek(Target.GAP, false), "previous gap or reconnection", "["),
        row(new ConsoleAction.Bookmark(), "bookmark the record, or no longer", "m"),
        row(new Seek(Target.BOOKMARK, true), "next bookmark", "u"),
        row(new Seek(Target.BOOKMARK, false), "previous bookmark", "U"));
  }

  private static List<Binding> workers() {
    Map<Key, ConsoleAction> solo =
        IntStream.rangeClosed(1, 9)
            .boxed()
            .collect(Collectors.toMap(n -> new Key(Integer.toString(n)), Solo::new));
    return List.of(
        row(new Toggle(Switch.WORKER_PANE), "worker pane on or off", "S"),
        new Binding("1 … 9", solo, "only the worker of that number"),
        row(new Solo(0), "all workers", "0"),
        row(new Give(Order.RECONNECT), "reconnect the chosen worker", "r"),
        row(new Give(Order.REDISCOVER), "look for workers now", "R"));
  }

  private static List<Binding> showing() {
    return List.of(
        row(
            new ConsoleAction.Accept(),
            "all about the record; in the worker pane: on or off",
            "Enter"),
        row(new Toggle(Switch.PRETTY), "lay out JSON and tracebacks in place", "p"),
        row(new Toggle(Switch.GRID), "a tile for each worker, or all merged", "v"),
        row(new Toggle(Switch.TIMELINE), "timeline on or off", "i"),
        row(new Toggle(Switch.WRAP), "wrap long lines", "w"),
        row(new Toggle(Switch.TIME), "how times are written", "t"),
        row(new Toggle(Switch.LABEL), "how workers are named", "I"),
        row(new Give(Order.CLEAR), "clear: forget all records held", "C"),
        row(new Give(Order.REDRAW), "draw everything anew", "Ctrl-l"));
  }

  private static List<Binding> doing() {
    return List.of(
        row(new ConsoleAction.Copy(), "copy the record, or all bookmarked", "c", "y"),
        row(new Ask(Question.EXPORT), "export to a file", "s"),
        row(new Ask(Question.COMMAND), "a command: see below", ":"),
        row(new Toggle(Switch.HELP), "this page", "?", "F1"),
        row(new ConsoleAction.Back(), "one level back: pane, search, filter, workers", "Esc"),
        row(new Give(Order.QUIT), "quit", "q", "Ctrl-c"));
  }

  private static Binding row(ConsoleAction action, String help, String... names) {
    List<Key> keys = Arrays.stream(names).map(Key::new).toList();
    String label = String.join(" ", keys.stream().map(Key::toString).toList());
    return new Binding(
        label, keys.stream().collect(Collectors.toMap(key -> key, key -> action)), help);
  }

  private static Map<Key, ConsoleAction> actions(List<Binding> table) {
    Map<Key, ConsoleAction> actions = new HashMap<>();
    table.forEach(binding -> actions.putAll(binding.actions()));
    return Map.copyOf(actions);
  }

  /** The whole table, in the order of the page of keys. */
  public static List<Group> groups() {
    return GROUPS;
  }

  /** What {@code key} asks for while {@code mode} is on; empty when it does nothing. */
  static Optional<ConsoleAction> actionOf(Key key, Mode mode) {
    return mode instanceof Mode.Typing ? atPrompt(key) : Optional.ofNullable(ACTIONS.get(key));
  }

  private static Optional<ConsoleAction> atPrompt(Key key) {
    return key.isText()
        ? Optional.of(new ConsoleAction.Type(key.name()))
        : Optional.ofNullable(PROMPT_ACTIONS.get(key));
  }

  /** What keys do while something is typed; all others type themselves. */
  static List<Binding> atPrompts() {
    return PROMPT;
  }

  private static List<Binding> prompt() {
    return List.of(
        row(new ConsoleAction.Accept(), "enters it", "Enter"),
        row(new ConsoleAction.Back(), "drops it", "Esc"),
        row(new ConsoleAction.Complete(), "completes the word; again: the next", "Tab"),
        row(new Move(Motion.LINE_UP), "what was entered before", "Up", "Ctrl-p"),
        row(new Move(Motion.LINE_DOWN), "what was entered after that", "Down", "Ctrl-n"),
        row(new Move(Motion.LEFT), "to the left", "Left", "Ctrl-b"),
        row(new Move(Motion.RIGHT), "to the right", "Right", "Ctrl-f"),
        row(new Move(Motion.TOP), "to the beginning", "Home", "Ctrl-a"),
        row(new Move(Motion.BOTTOM), "to the end", "End", "Ctrl-e"),
        row(new Erase(Stretch.CHARACTER), "takes back a character", "Backspace"),
        row(new Erase(Stretch.NEXT_CHARACTER), "deletes the next one", "Delete", "Ctrl-d"),
        row(new Erase(Stretch.WORD), "takes back a word", "Ctrl-w"),
        row(new Erase(Stretch.TO_START), "takes back all before the cursor", "Ctrl-u"),
        row(new Erase(Stretch.TO_END), "deletes all behind it", "Ctrl-k"),
        row(new Give(Order.REDRAW), "draws everything anew", "Ctrl-l"),
        row(new Give(Order.QUIT), "quits", "Ctrl-c"));
  }
}
