package dev.logtail.view.tui;

import dev.logtail.view.tui.ConsoleAction.Give;
import dev.logtail.view.tui.ConsoleAction.Motion;
import dev.logtail.view.tui.ConsoleAction.Move;
import dev.logtail.view.tui.ConsoleAction.Order;
import dev.logtail.view.tui.ConsoleAction.Question;
import dev.logtail.view.tui.ConsoleAction.Seek;
import dev.logtail.view.tui.ConsoleAction.Solo;
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

  private static final Map<Key, ConsoleAction> ACTIONS = actions();

  private KeyBindings() {}

  private static List<Binding> moving() {
    return List.of(
        row(new Move(Motion.LINE_DOWN), "a line down", "j", "Down"),
        row(new Move(Motion.LINE_UP), "a line up; leaves following", "k", "Up"),
        row(new Move(Motion.PAGE_DOWN), "a page down", " ", "PgDn"),
        row(new Move(Motion.PAGE_UP), "a page up", "b", "PgUp"),
        row(new Move(Motion.HALF_DOWN), "half a page down", "Ctrl-d"),
        row(new Move(Motion.HALF_UP), "half a page up", "Ctrl-u"),
        row(new Move(Motion.TOP), "the oldest record held", "g", "Home"),
        row(new Move(Motion.BOTTOM), "the newest, and follow again", "G", "End"),
        row(new Move(Motion.LEFT), "sideways to the left", "h", "Left"),
        row(new Move(Motion.RIGHT), "sideways to the right", "l", "Right"),
        row(new Toggle(Switch.FOLLOW), "follow on or off", "F"),
        row(new Toggle(Switch.FREEZE), "freeze the picture; receiving goes on", "P", "="));
  }

  private static List<Binding> finding() {
    return List.of(
        row(new ConsoleAction.Ask(Question.SEARCH), "search: text or /regex/; hides nothing", "/"),
        row(new Seek(Target.MATCH, true), "next match", "n"),
        row(new Seek(Target.MATCH, false), "previous match", "N"),
        row(new ConsoleAction.Ask(Question.FILTER), "show only text or /regex/; !text hides", "&"),
        row(new ConsoleAction.ShiftLevel(true), "raise the least level shown", "+"),
        row(new ConsoleAction.ShiftLevel(false), "lower the least level shown", "-"),
        row(new Seek(Target.ERROR, true), "next error", "e"),
        row(new Seek(Target.ERROR, false), "previous error", "E"));
  }

  private static List<Binding> workers() {
    Map<Key, ConsoleAction> solo =
        IntStream.rangeClosed(1, 9)
            .boxed()
            .collect(Collectors.toMap(n -> new Key(Integer.toString(n)), Solo::new));
    return List.of(
        row(new Toggle(Switch.WORKER_PANE), "worker pane on or off", "S"),
        row(new Toggle(Switch.FOCUS), "go to the workers and back", "Tab"),
        row(new ConsoleAction.Accept(), "switch the chosen worker on or off", "Enter"),
        new Binding("1 … 9", solo, "only the worker of that number"),
        row(new Solo(0), "all workers", "0"),
        row(new Give(Order.RECONNECT), "reconnect the chosen worker", "r"),
        row(new Give(Order.REDISCOVER), "look for workers now", "R"));
  }

  private static List<Binding> showing() {
    return List.of(
        row(new Toggle(Switch.WRAP), "wrap long lines", "w"),
        row(new Toggle(Switch.TIME), "how times are written", "t"),
        row(new Give(Order.CLEAR), "clear: forget all records held", "C"),
        row(new Give(Order.REDRAW), "draw everything anew", "Ctrl-l"));
  }

  private static List<Binding> doing() {
    return List.of(
        row(new ConsoleAction.Ask(Question.EXPORT), "export to a file", "s"),
        row(new Toggle(Switch.HELP), "this page", "?", "F1"),
        row(new ConsoleAction.Back(), "one level back: search, filter, workers", "Esc"),
        row(new Give(Order.QUIT), "quit", "q", "Ctrl-c"));
  }

  private static Binding row(ConsoleAction action, String help, String... names) {
    List<Key> keys = Arrays.stream(names).map(Key::new).toList();
    String label = String.join(" ", keys.stream().map(Key::toString).toList());
    return new Binding(
        label, keys.stream().collect(Collectors.toMap(key -> key, key -> action)), help);
  }

  private static Map<Key, ConsoleAction> actions() {
    Map<Key, ConsoleAction> actions = new HashMap<>();
    for (Group group : GROUPS) {
      for (Binding binding : group.bindings()) {
        actions.putAll(binding.actions());
      }
    }
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
    if (key.isText()) {
      return Optional.of(new ConsoleAction.Type(key.name()));
    }
    return switch (key.name()) {
      case "Backspace" -> Optional.of(new ConsoleAction.Erase(false));
      case "Ctrl-u", "Ctrl-w" -> Optional.of(new ConsoleAction.Erase(true));
      case "Enter", "Esc", "Tab", "Ctrl-c", "Ctrl-l" -> Optional.ofNullable(ACTIONS.get(key));
      default -> Optional.empty();
    };
  }
}
