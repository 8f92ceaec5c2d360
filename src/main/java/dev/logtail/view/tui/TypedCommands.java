package dev.logtail.view.tui;

import dev.logtail.model.Level;
import dev.logtail.model.Severity;
import dev.logtail.pipeline.filter.FilterSyntaxException;
import dev.logtail.pipeline.filter.MomentText;
import dev.logtail.view.style.Themes;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.tui.ConsoleAction.Give;
import dev.logtail.view.tui.ConsoleAction.Order;
import dev.logtail.view.tui.ConsoleAction.Switch;
import dev.logtail.view.tui.ConsoleAction.Toggle;
import dev.logtail.view.tui.ConsoleReducer.Step;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The commands of the {@code :} prompt: the one table, for running, completing and explaining. */
final class TypedCommands {
  /**
   * A row of the table.
   *
   * @param argument how the page of keys names what follows, "" for nothing
   * @param words what may follow
   */
  record TypedCommand(
      String name,
      String argument,
      String help,
      Function<Scene, Collection<String>> words,
      Run run) {
    boolean wantsArgument() {
      return !argument.isEmpty() && !argument.startsWith("[");
    }

    @Override
    public String toString() {
      return ":" + name + (argument.isEmpty() ? "" : " " + argument);
    }
  }

  /** What a command does; bad words are an IllegalArgumentException with a line for the user. */
  interface Run {
    Step run(ConsoleState state, String argument, Scene scene);
  }

  private static final List<String> LEVELS =
      List.of("ALL", "TRACE", "DEBUG", "INFO", "NOTICE", "WARNING", "ERROR", "CRITICAL");

  private static final List<TypedCommand> TABLE =
      List.of(
          row("filter", "[EXPR]", "show only what matches; nothing clears", TypedCommands::filter),
          row("search", "[TEXT]", "search; nothing clears", TypedCommands::search),
          row("level", "LEVEL", "the least level shown", s -> LEVELS, TypedCommands::level),
          row("goto", "TIME", "12:30, 2026-02-01T14:30, 10m (ago), top, end", TypedCommands::goTo),
          row(
              "w",
              "FILE [SCOPE]",
              "export: shown, all or bookmarked records",
              (state, words, scene) -> write(state, words, false)),
          row(
              "w!",
              "FILE [SCOPE]",
              "the same, replacing a file that is there",
              (state, words, scene) -> write(state, words, true)),
          row(
              "layout",
              "LAYOUT",
              "merged or grid",
              s -> List.of("merged", "grid"),
              TypedCommands::layout),
          row("theme", "THEME", "the colours", s -> Themes.NAMES, TypedCommands::theme),
          row("time", "STYLE", "how times are written", s -> styles(), TypedCommands::time),
          row("zone", "ZONE", "zone of the times", s -> zones(), TypedCommands::zone),
          row(
              "solo",
              "[WORKER]",
              "only that worker; nothing: all",
              TypedCommands::workers,
              TypedCommands::solo),
          action("clear", "forget all records held", new Give(Order.CLEAR)),
          action("rediscover", "look for workers now", new Give(Order.REDISCOVER)),
          action("help", "the page of keys", new Toggle(Switch.HELP)),
          action("q", "quit", new Give(Order.QUIT)));

  private TypedCommands() {}

  private static TypedCommand row(String name, String argument, String help, Run run) {
    return row(name, argument, help, scene -> List.of(), run);
  }

  private static TypedCommand row(
      String name,
      String argument,
      String help,
      Function<Scene, Collection<String>> words,
      Run run) {
    return new TypedCommand(name, argument, help, words, run);
  }

  private static TypedCommand action(String name, String help, ConsoleAction action) {
    return row(
        name, "", help, (state, none, scene) -> new ConsoleReducer().reduce(state, action, scene));
  }

  /** The whole table, in the order of the page of keys. */
  static List<TypedCommand> table() {
    return TABLE;
  }

  /** Does what {@code line} says; what is wrong with it is the state's message. */
  static Step run(ConsoleState state, String line, Scene scene) {
    String[] parts = line.split("\\s+", 2);
    String argument = parts.length > 1 ? parts[1].strip() : "";
    Optional<TypedCommand> command = named(parts[0]);
    if (command.isEmpty()) {
      return Step.to(state.withMessage(unknown(parts[0])));
    }
    if (command.get().wantsArgument() && argument.isEmpty()) {
      return Step.to(state.withMessage("write " + command.get()));
    }
    try {
      return command.get().run().run(state, argument, scene);
    } catch (IllegalArgumentException | DateTimeException e) {
      return Step.to(state.withMessage(String.valueOf(e.getMessage())));
    }
  }

  /** By its whole name, or by a beginning that no other one has. */
  private static Optional<TypedCommand> named(String word) {
    List<TypedCommand> begun = TABLE.stream().filter(c -> c.name().startsWith(word)).toList();
    Optional<TypedCommand> exact = begun.stream().filter(c -> c.name().equals(word)).findFirst();
    return exact.or(() -> begun.size() == 1 ? Optional.of(begun.get(0)) : Optional.empty());
  }

  private static String unknown(String word) {
    List<String> begun =
        TABLE.stream().map(TypedCommand::name).filter(name -> name.startsWith(word)).toList();
    return begun.isEmpty()
        ? "no command ':" + word + "': ? lists them, Tab completes"
        : "':" + word + "' could be :" + String.join(", :", begun);
  }

  /** What the word at the cursor could become. */
  static Optional<Completion> complete(LineEdit line, Scene scene) {
    String before = line.before();
    if (before.startsWith("filter ")) {
      return Prompting.filterWords(line, "filter ".length(), scene);
    }
    int space = before.lastIndexOf(' ');
    String word = before.substring(space + 1);
    Stream<String> words =
        space < 0
            ? TABLE.stream().map(c -> c.argument().isEmpty() ? c.name() : c.name() + " ")
            : named(before.substring(0, before.indexOf(' '))).stream()
                .flatMap(command -> command.words().apply(scene).stream());
    List<String> fitting =
        words.filter(w -> w.regionMatches(true, 0, word, 0, word.length())).toList();
    return fitting.isEmpty()
        ? Optional.empty()
        : Optional.of(Completion.first(line, space + 1, fitting));
  }

  private static Step filter(ConsoleState state, String text, Scene scene) {
    try {
      return Step.to(Prompting.filtered(state, text, scene));
    } catch (FilterSyntaxException e) {
      throw new IllegalArgumentException("column " + e.column() + ": " + e.getMessage(), e);
    }
  }

  private static Step search(ConsoleState state, String text, Scene scene) {
    return Step.to(state.withSearch(Prompting.search(text)));
  }

  private static Step level(ConsoleState state, String word, Scene scene) {
    boolean all = word.equalsIgnoreCase("ALL");
    if (!all && !Level.isKnown(word)) {
      throw new IllegalArgumentException(
          "'" + word + "' is no level; there are " + String.join(" ", LEVELS));
    }
    Severity least = all ? Severity.NONE : Level.of(word).severity();
    return Step.to(state.withFilters(state.filters().withMinimum(least).withOff(false)));
  }

  private static Step goTo(ConsoleState state, String word, Scene scene) {
    Navigation navigation = new Navigation(state, scene.log());
    return Step.to(
        switch (word) {
          case "top" -> navigation.move(ConsoleAction.Motion.TOP);
          case "end" -> navigation.follow();
          default -> navigation.goTo(moment(word, state, scene));
        });
  }

  private static Instant moment(String word, ConsoleState state, Scene scene) {
    return MomentText.read(word, scene.zone(state), scene.now())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + word + "' is no time; for example 14:30, 2026-02-01T14:30, 10m"));
  }

  private static Step theme(ConsoleState state, String word, Scene scene) {
    String theme = oneOf(word, Themes.NAMES);
    return Step.to(state, new ConsoleEffect.Paint(theme));
  }

  /** What has been typed of a file's name, where one is to be typed. */
  static Optional<String> fileIn(String before) {
    return Stream.of("w ", "w! ")
        .filter(before::startsWith)
        .map(command -> before.substring(command.length()).stripLeading())
        .findFirst();
  }

  private static Step write(ConsoleState state, String words, boolean replaces) {
    ExportScope usual = state.filters().isNone() ? ExportScope.EVERYTHING : ExportScope.SHOWN;
    int space = words.lastIndexOf(' ');
    Optional<ExportScope> named = scope(words.substring(space + 1));
    String file = named.isPresent() && space > 0 ? words.substring(0, space).strip() : words;
    ExportScope scope = space > 0 ? named.orElse(usual) : usual;
    return Prompting.export(state, new ConsoleEffect.Export(file, scope, replaces));
  }

  private static Optional<ExportScope> scope(String word) {
    return switch (word) {
      case "shown" -> Optional.of(ExportScope.SHOWN);
      case "all" -> Optional.of(ExportScope.EVERYTHING);
      case "bookmarked" -> Optional.of(ExportScope.BOOKMARKED);
      default -> Optional.empty();
    };
  }

  private static Step layout(ConsoleState state, String word, Scene scene) {
    boolean grid = oneOf(word, List.of("merged", "grid")).equals("grid");
    boolean now = state.display().panes().grid();
    return grid == now
        ? Step.to(state)
        : new ConsoleReducer().reduce(state, new Toggle(Switch.GRID), scene);
  }

  private static Step time(ConsoleState state, String word, Scene scene) {
    TimeStyle style = TimeStyle.valueOf(oneOf(word, styles()).toUpperCase(Locale.ROOT));
    Display display = state.display();
    return Step.to(state.withDisplay(display.withWriting(display.writing().withTime(style))));
  }

  private static List<String> styles() {
    return Arrays.stream(TimeStyle.values()).map(TimeStyle::toString).toList();
  }

  private static Step zone(ConsoleState state, String word, Scene scene) {
    Display display = state.display();
    try {
      ZoneId zone = ZoneId.of(word);
      return Step.to(state.withDisplay(display.withWriting(display.writing().withZone(zone))));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + word + "' is no time zone; for example Asia/Shanghai, UTC, +08:00", e);
    }
  }

  private static List<String> zones() {
    return ZoneId.getAvailableZoneIds().stream().sorted(Comparator.naturalOrder()).toList();
  }

  private static List<String> workers(Scene scene) {
    return scene.workers().stream().map(row -> row.status().worker().value()).toList();
  }

  private static Step solo(ConsoleState state, String word, Scene scene) {
    List<WorkerRow> named =
        scene.workers().stream()
            .filter(row -> row.status().worker().value().contains(word))
            .toList();
    if (named.isEmpty()) {
      throw new IllegalArgumentException("no worker's key holds '" + word + "'");
    }
    if (named.size() > 1 && !word.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + word + "' is in the keys of " + named.size() + " workers: Tab completes");
    }
    FilterSet filters = state.filters();
    WorkerChoice choice =
        word.isEmpty() ? WorkerChoice.ALL : filters.workers().only(named.get(0).status().worker());
    return Step.to(state.withFilters(filters.withWorkers(choice).withOff(false)));
  }

  private static String oneOf(String word, List<String> words) {
    return words.stream()
        .filter(word::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + word + "' is none of " + String.join(", ", words)));
  }
}
