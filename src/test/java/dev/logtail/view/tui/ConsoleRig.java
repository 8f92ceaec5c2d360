package dev.logtail.view.tui;

import dev.logtail.view.style.Theme;
import dev.logtail.view.terminal.ScreenSize;
import dev.logtail.view.tui.ConsoleReducer.Step;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The console without threads and without a terminal: keys in, state and frames out. */
final class ConsoleRig {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final FakeFarm farm;
  private final ConsoleLook look = ConsoleLook.of(Theme.dark(), ZONE);
  private final ConsoleReducer reducer = new ConsoleReducer();
  private final LogIndex index = new LogIndex(look);
  private final List<ConsoleEffect> effects = new ArrayList<>();
  private final WorkerRows workers = new WorkerRows(() -> 0);
  private ConsoleState state;
  private Instant now = FakeFarm.START;

  ConsoleRig(FakeFarm farm, int columns, int rows) {
    this.farm = farm;
    this.state = ConsoleState.initial(new ScreenSize(columns, rows));
    settle();
  }

  /**
   * Presses keys by name; what is longer than a name is typed letter by letter after a {@code '}.
   */
  ConsoleRig press(String... names) {
    for (String name : names) {
      if (name.startsWith("'")) {
        name.substring(1).codePoints().forEach(point -> press(new Key(Character.toString(point))));
      } else {
        press(new Key(name));
      }
    }
    return this;
  }

  private void press(Key key) {
    KeyBindings.actionOf(key, state.mode()).ifPresent(this::act);
  }

  ConsoleRig act(ConsoleAction action) {
    Scene scene = scene();
    Step step = reducer.reduce(state, action, scene);
    state = step.state();
    effects.addAll(step.effects());
    return settle();
  }

  /** Lets the index come to its end. */
  ConsoleRig settle() {
    scene();
    return this;
  }

  ConsoleRig at(Instant moment) {
    now = moment;
    return this;
  }

  Scene scene() {
    farm.workers().forEach(worker -> look.labels().labelOf(worker.worker()));
    List<WorkerRow> rows =
        workers.of(farm.workers(), state).stream()
            .map(
                row ->
                    new WorkerRow(
                        row.status(), row.status().counts().received() / 10.0, row.unseen()))
            .toList();
    state = Tiling.settled(state, rows);
    LogIndex.Look seen = index.look(farm.entries(), state, () -> false);
    Scene scene = new Scene(seen.log(), rows, farm.figures(), now, ZONE);
    ConsoleAction progress = new ConsoleAction.Progress();
    state = reducer.reduce(seen.state(), progress, scene).state();
    return scene;
  }

  ConsoleState state() {
    return state;
  }

  List<ConsoleEffect> effects() {
    return effects;
  }

  Frame frame() {
    Scene scene = scene();
    return new ConsoleRenderer(look).render(state, scene);
  }

  /** The frame's rows that hold {@code part}. */
  List<String> rowsWith(String part) {
    return frame().text().stream().filter(row -> row.contains(part)).toList();
  }

  String lastRow() {
    List<String> rows = frame().text();
    return rows.get(rows.size() - 1);
  }

  String firstRow() {
    return frame().text().get(0);
  }
}
