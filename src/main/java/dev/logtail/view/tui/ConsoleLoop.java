package dev.logtail.view.tui;

import dev.logtail.model.WorkerStatus;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.tui.ConsoleReducer.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs the console on the thread {@code logtail-view}: keys and changes in, at most thirty frames a
 * second out, and none while nothing changes. Keys are read on {@code logtail-keys}, which only
 * hands them on; what may take its time is done on {@code logtail-orders}.
 */
public final class ConsoleLoop implements AutoCloseable, ConsoleScreen.Listener {
  /** What waits for the view thread: a key or the like, something to tell, or only a nudge. */
  private sealed interface Event {
    record Given(Input input) implements Event {}

    record Told(String text) implements Event {}

    record Rung() implements Event {}

    record Found(ConsoleAction.OfferFiles files) implements Event {}

    record Nudge() implements Event {}
  }

  private static final long FRAME = Duration.ofSeconds(1).toNanos() / 30;
  private static final long SLICE = Duration.ofMillis(8).toNanos();
  private static final long TICK = Duration.ofSeconds(1).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Keys past this many are thrown away: the terminal is stopped, or a cat is on the keyboard. */
  private static final int MOST_EVENTS = 1024;

  private final ConsoleScreen screen;
  private final ConsoleCommands commands;
  private final Ticker ticker;
  private final WallClock clock;
  private final ConsoleReducer reducer = new ConsoleReducer();
  private final LogIndex index;
  private final WorkerRows rows;
  private final OrderDesk orders;
  private final Thread thread = NamedThreads.daemon("logtail-view", this::run);
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>(MOST_EVENTS);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** Set by any thread, cleared by the view thread. */
  private final AtomicBoolean changed = new AtomicBoolean(true);

  private final AtomicBoolean resized = new AtomicBoolean();
  private final AtomicBoolean suspensionAsked = new AtomicBoolean();

  /** View thread only, as all that follows. */
  private ConsoleState state;

  private ConsoleLook look;
  private ConsoleRenderer renderer;
  private @Nullable Scene scene;
  private @Nullable Frame shown;
  private boolean stale = true;
  private long lastFrame;

  /** Nothing happens before {@link #start()}. */
  public ConsoleLoop(
      ConsoleScreen screen,
      ConsoleCommands commands,
      ConsoleLook look,
      Ticker ticker,
      WallClock clock) {
    this.screen = screen;
    this.commands = commands;
    this.look = look;
    this.ticker = ticker;
    this.clock = clock;
    this.renderer = new ConsoleRenderer(look);
    this.index = new LogIndex(look);
    this.rows = new WorkerRows(ticker);
    this.orders = new OrderDesk(commands, this::tell);
    this.state = ConsoleState.initial(screen.size(), look);
    this.lastFrame = ticker.nanos() - FRAME;
  }

  /** Takes the screen over and begins to draw. */
  public void start() throws IOException {
    screen.open(this);
    thread.start();
    NamedThreads.daemon("logtail-keys", this::readKeys).start();
  }

  /** Tells that entries, workers or figures have changed. Cheap; any thread. */
  public void changed() {
    if (changed.compareAndSet(false, true)) {
      events.offer(new Event.Nudge());
    }
  }

  /** Says {@code text}, which may be foreign, in the last row. Any thread. */
  public void tell(String text) {
    events.offer(new Event.Told(text));
  }

  /** Makes the terminal beep. Any thread. */
  public void ring() {
    events.offer(new Event.Rung());
  }

  /**
   * Waits until the user has quit or the terminal is gone.
   *
   * @throws IllegalStateException when the console failed; the cause says how
   */
  public void awaitEnd() throws InterruptedException {
    try {
      ended.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the console failed", e.getCause());
    }
  }

  /** Ends the loop and gives the screen back, within a second even if the terminal is stopped. */
  @Override
  public void close() {
    end();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    orders.close();
  }

  private void end() {
    ended.complete(null);
    events.offer(new Event.Nudge());
  }

  @Override
  public void resized() {
    resized.set(true);
    events.offer(new Event.Nudge());
  }

  @Override
  public void interrupted() {
    end();
  }

  @Override
  public void suspensionAsked() {
    suspensionAsked.set(true);
    events.offer(new Event.Nudge());
  }

  @Override
  public void disturbed() {
    resized();
  }

  private void readKeys() {
    try {
      Input input = screen.read();
      while (!input.equals(Key.END_OF_INPUT)) {
        events.offer(new Event.Given(input));
        input = screen.read();
      }
    } catch (IOException terminalClosed) {
      // The end of input, said in another way.
    } catch (RuntimeException | Error e) {
      ended.completeExceptionally(e);
    }
    end();
  }

  private void run() {
    try {
      while (!ended.isDone()) {
        turn();
      }
    } catch (IOException terminalGone) {
      ended.complete(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      ended.completeExceptionally(e);
    } finally {
      leave();
    }
  }

  private void leave() {
    ended.complete(null);
    try {
      screen.close();
    } catch (IOException terminalGone) {
      // Then there is nothing left to give back.
    }
  }

  /** Waits for something to do, does it, and draws when it is time to. */
  private void turn() throws IOException, InterruptedException {
    @Nullable Event event = events.poll(patience(), TimeUnit.NANOSECONDS);
    while (event != null) {
      handle(event);
      event = events.poll();
    }
    obeyFlags();
    long now = ticker.nanos();
    boolean tick = now - lastFrame >= TICK;
    if (isSearching()) {
      stale = true;
      look();
    }
    if (tick || (stale && now - lastFrame >= FRAME)) {
      draw();
    }
  }

  /** Nanoseconds to wait for the next event. */
  private long patience() {
    if (isSearching()) {
      return 0;
    }
    long since = ticker.nanos() - lastFrame;
    return Math.max(0, (stale ? FRAME : TICK) - since);
  }

  private boolean isSearching() {
    return scene != null && (!scene.log().examined() || state.pursuit().isPresent());
  }

  private void obeyFlags() throws IOException {
    if (changed.getAndSet(false)) {
      stale = true;
    }
    if (suspensionAsked.getAndSet(false)) {
      screen.suspend();
      resized.set(true);
    }
    if (resized.getAndSet(false)) {
      apply(new ConsoleAction.Resize(screen.size()));
      shown = null;
    }
  }

  private void handle(Event event) throws IOException {
    if (event instanceof Event.Given given) {
      for (ConsoleAction action : InputActions.of(given.input(), state.mode())) {
        apply(action);
      }
    } else if (event instanceof Event.Told told) {
      apply(new ConsoleAction.Tell(told.text()));
    } else if (event instanceof Event.Found found) {
      apply(found.files());
    } else if (event instanceof Event.Rung) {
      screen.ring();
    }
  }

  private void apply(ConsoleAction action) throws IOException {
    Scene now = scene == null ? look() : scene;
    ConsoleState before = state;
    Step step = reducer.reduce(state, action, now);
    state = step.state();
    stale = true;
    for (ConsoleEffect effect : step.effects()) {
      perform(effect, now);
    }
    if (looksElsewhere(before)) {
      look();
    }
  }

  private boolean looksElsewhere(ConsoleState before) {
    return !state.filters().equals(before.filters())
        || !state.search().equals(before.search())
        || !state.display().equals(before.display());
  }

  /**
   * Takes a new look at everything outside, and goes on with filtering and searching for a while.
   */
  private Scene look() {
    long deadline = ticker.nanos() + SLICE;
    List<WorkerStatus> workers = commands.workers();
    workers.forEach(worker -> look.labels().labelOf(worker.worker()));
    List<WorkerRow> ofWorkers = rows.of(workers, state);
    state = Tiling.settled(state, ofWorkers);
    LogIndex.Look log = index.look(commands.entries(), state, () -> ticker.nanos() - deadline >= 0);
    Scene seen = new Scene(log.log(), ofWorkers, commands.figures(), clock.now(), look.zone());
    scene = seen;
    state = reducer.reduce(log.state(), new ConsoleAction.Progress(), seen).state();
    return seen;
  }

  private void draw() throws IOException {
    Scene now = look();
    Frame frame = renderer.render(state, now);
    if (!frame.equals(shown)) {
      screen.show(frame);
      shown = frame;
    }
    stale = false;
    lastFrame = ticker.nanos();
  }

  private void perform(ConsoleEffect effect, Scene now) throws IOException {
    if (effect instanceof ConsoleEffect.Quit) {
      end();
    } else if (effect instanceof ConsoleEffect.Redraw) {
      screen.forget();
      shown = null;
    } else if (effect instanceof ConsoleEffect.Copy copy) {
      boolean whole = screen.copy(copy.text());
      apply(new ConsoleAction.Tell(whole ? copy.done() : copy.done() + ", as much as fitted"));
    } else if (effect instanceof ConsoleEffect.Paint paint) {
      look = look.inTheme(paint.theme());
      renderer = new ConsoleRenderer(look);
      index.dress(look);
    } else if (effect instanceof ConsoleEffect.FindFiles find) {
      orders.findFiles(
          find.begun(),
          names ->
              events.offer(new Event.Found(new ConsoleAction.OfferFiles(find.begun(), names))));
    } else {
      orders.take(effect, now.log().held(), state);
    }
  }
}
