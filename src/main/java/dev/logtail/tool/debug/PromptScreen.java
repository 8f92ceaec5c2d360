package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.tool.debug.Flood.Item;
import dev.logtail.view.line.AnsiWriter;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.terminal.ColorDepth;
import dev.logtail.view.terminal.PromptTerminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A terminal with a prompt at its bottom, above which all that happens is shown. However much comes
 * and however slow the terminal is, who tells never waits and what is typed stays intact: so many
 * rows are shown in a moment, and what is left out is counted and said.
 */
public final class PromptScreen implements DebugScreen, AutoCloseable {
  /**
   * How things are shown.
   *
   * @param pings whether pings and pongs are shown
   */
  public record Look(Theme theme, ColorDepth depth, ZoneId zone, Details details, boolean pings) {}

  /** How much is shown of a connection. */
  public enum Details {
    /** Its frames, and how it ended. */
    FRAMES,
    /** The steps on the way to it too, with all headers. */
    STEPS,
    /** The same, each header on a line of its own. */
    HEADERS
  }

  /** What stands before a line that is typed. */
  static final String SIGN = "> ";

  private static final String HINT =
      "what you type is sent; :help tells the commands, Ctrl-D or Ctrl-C ends";

  /** Between two batches of rows: enough for an eye, and little enough for a terminal. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final int ROWS_PER_BATCH = 60;

  /** Batches after which an omission is told even if the flood goes on: a second. */
  private static final int BATCHES_PER_OMISSION = 20;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Prompt prompt;
  private final Look look;
  private final SafeText safe = new SafeText(AnsiPolicy.ESCAPE);

  private final Flood flood = new Flood();
  private final Semaphore work = new Semaphore(0);
  private final Semaphore hurry = new Semaphore(0);
  private final CountDownLatch shown = new CountDownLatch(1);

  /** Guarded by itself; guards what follows up to {@link #hinted} too. */
  private final WireMemory memory = new WireMemory();

  private final Map<Integer, WireMemory> peers = new HashMap<>();

  private boolean paused;

  /** Frames that came and were not shown, in the present or the last pause. */
  private long passed;

  /** Whether a person was told what to do. */
  private boolean hinted;

  /** Printing thread only. */
  private final WireFormat format;

  private final AnsiWriter ansi;
  private long omitted;
  private long batches;

  /** Written by the printing thread: of the newest frame that it cut. */
  private volatile @Nullable Happening cut;

  private volatile boolean closing;

  PromptScreen(Prompt prompt, Look look) {
    this.prompt = prompt;
    this.look = look;
    this.format = new WireFormat(look.theme(), look.zone(), look.details() == Details.HEADERS);
    this.ansi = new AnsiWriter(look.depth());
  }

  /**
   * On the terminal of this process, with lines that can be edited, recalled and completed.
   *
   * @param commands that are completed
   * @param history where typed lines are kept for later sessions, without secrets; empty for
   *     nowhere
   * @param redaction takes the secrets of this run out of a text
   * @throws IOException when there is no terminal
   */
  public static PromptScreen edited(
      Look look,
      List<DebugCommands.Word> commands,
      Optional<Path> history,
      UnaryOperator<String> redaction)
      throws IOException {
    HistoryRule rule = new HistoryRule(redaction);
    Prompt prompt =
        new EditedPrompt(
            PromptTerminal.open(),
            commands,
            warnings ->
                history
                    .<TypedLines>map(file -> new KeptLines(file, rule, warnings))
                    .orElse(TypedLines.NONE));
    return new PromptScreen(prompt, look);
  }

  /** On a terminal that can do nothing but print ({@code TERM=dumb}). */
  public static PromptScreen plain(Look look, InputStream in, OutputStream out, int columns) {
    return new PromptScreen(new PlainPrompt(in, out, columns), look);
  }

  /** Shows what comes and reads what is typed from now on. */
  public void start(PromptListener person) {
    NamedThreads.daemon("logtail-view", () -> show(person)).start();
    NamedThreads.daemon("logtail-keys", () -> prompt.read(echoing(person), this::warn)).start();
  }

  private PromptListener echoing(PromptListener person) {
    return new PromptListener() {
      @Override
      public void typed(String line) {
        if (line.startsWith(DebugCommands.MARK) && !prompt.keepsLines()) {
          add(new Item.Typed(line));
        }
        person.typed(line);
      }

      @Override
      public void ended() {
        person.ended();
      }

      @Override
      public void interrupted() {
        person.interrupted();
      }
    };
  }

  @Override
  public void happened(Instant at, WireEvent event) {
    synchronized (memory) {
      WireContext context = memory.after(at, event);
      peers.values().forEach(each -> each.after(at, event));
      show(new Happening(at, event, context), isShown(event));
    }
  }

  @Override
  public void happened(Instant at, int peer, WireEvent event) {
    synchronized (memory) {
      WireMemory own = peers.computeIfAbsent(peer, number -> new WireMemory());
      boolean shown = isShown(event) || event instanceof WireEvent.Connected;
      show(new Happening(at, event, own.after(at, event), OptionalInt.of(peer)), shown);
      if (event instanceof WireEvent.Ended) {
        peers.remove(peer);
      }
    }
  }

  private void show(Happening happening, boolean shown) {
    boolean passes = paused && happening.event() instanceof WireEvent.Received;
    passed += passes ? 1 : 0;
    if (shown && !passes) {
      add(new Item.Happened(happening));
    }
    boolean steps = look.details() != Details.FRAMES;
    if (happening.event() instanceof WireEvent.Opened && steps && !hinted) {
      hinted = true;
      say(Tone.PLAIN, HINT);
    }
  }

  private boolean isShown(WireEvent event) {
    if (event instanceof WireEvent.Resolved resolved && ConnectionFormat.isLiteral(resolved)) {
      return false;
    }
    boolean frame = event instanceof WireEvent.Received || event instanceof WireEvent.Sent;
    return frame
        ? look.pings() || !isPing(event)
        : look.details() != Details.FRAMES || event instanceof WireEvent.Ended;
  }

  private static boolean isPing(WireEvent event) {
    return frame(event)
        .filter(it -> it instanceof Frame.Ping || it instanceof Frame.Pong)
        .isPresent();
  }

  private static Optional<Frame> frame(WireEvent event) {
    return event instanceof WireEvent.Received received
        ? Optional.of(received.frame())
        : event instanceof WireEvent.Sent sent ? Optional.of(sent.frame()) : Optional.empty();
  }

  @Override
  public void say(Tone tone, String text) {
    add(new Item.Said(tone, text));
  }

  @Override
  public String pause() {
    synchronized (memory) {
      paused = !paused;
      if (!paused) {
        return Wording.count(passed, "frame") + " not shown";
      }
      passed = 0;
      return "what comes is counted, and not shown until :pause";
    }
  }

  @Override
  public Optional<Frame> cut() {
    return Optional.ofNullable(cut).map(Happening::event).flatMap(PromptScreen::frame);
  }

  @Override
  public void showCut() {
    Happening wanted = cut;
    if (wanted != null) {
      add(new Item.Whole(wanted));
    }
  }

  private void warn(String text) {
    say(Tone.WARNING, text);
  }

  private void add(Item item) {
    if (flood.add(item)) {
      work.release();
    }
  }

  private void show(PromptListener person) {
    try {
      while (!closing || !flood.isEmpty()) {
        if (flood.isEmpty()) {
          work.acquire();
          work.drainPermits();
        }
        showBatch();
        if (!closing) {
          hurry.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      shown.countDown();
      if (!closing) {
        person.ended();
      }
    }
  }

  private void showBatch() {
    StringBuilder rows = new StringBuilder();
    int columns = prompt.columns();
    int written = 0;
    Optional<Item> next = flood.take();
    while (next.isPresent()) {
      List<StyledText> lines = lines(next.get(), columns);
      lines.forEach(line -> append(rows, line));
      written += lines.size();
      next = written < ROWS_PER_BATCH ? flood.take() : Optional.empty();
    }
    omitted += flood.omitted();
    batches++;
    if (omitted > 0 && (flood.isEmpty() || batches % BATCHES_PER_OMISSION == 0)) {
      rows.insert(0, omission());
      omitted = 0;
    }
    if (!rows.isEmpty()) {
      prompt.above(rows.toString());
    }
  }

  private void append(StringBuilder rows, StyledText line) {
    ansi.append(rows, line);
    rows.append('\n');
  }

  private String omission() {
    String words =
        "… "
            + Wording.count(omitted, "frame")
            + " not shown (too fast); :save FILE keeps all, :pause stops them";
    StringBuilder row = new StringBuilder();
    append(row, StyledText.of(words, look.theme().of(Part.TROUBLE)));
    return row.toString();
  }

  private List<StyledText> lines(Item item, int columns) {
    if (item instanceof Item.Whole whole) {
      return format.whole(whole.happening(), columns);
    }
    if (item instanceof Item.Happened happened) {
      if (format.cuts(happened.happening().event())) {
        cut = happened.happening();
      }
      return format.lines(happened.happening(), columns);
    }
    if (item instanceof Item.Typed typed) {
      return List.of(StyledText.of(SIGN + safe.plain(typed.line()), look.theme().of(Part.NOTICE)));
    }
    Item.Said said = (Item.Said) item;
    boolean plain = said.tone() == Tone.PLAIN;
    Style style = look.theme().of(plain ? Part.NOTICE : Part.TROUBLE);
    return safe.lines((plain ? "" : "! ") + said.text(), style);
  }

  /** Shows what still waits, for a moment if need be, and gives the terminal back. */
  @Override
  public void close() throws IOException {
    closing = true;
    work.release();
    hurry.release();
    try {
      shown.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    prompt.close();
  }
}
