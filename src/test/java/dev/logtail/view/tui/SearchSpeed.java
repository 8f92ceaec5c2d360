package dev.logtail.view.tui;

import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.store.Snapshot;
import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.TimerThread;
import dev.logtail.view.style.Theme;
import dev.logtail.view.terminal.ScreenSize;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Measures searching and filtering in the console's own loop, keys in and frames out, with records
 * of about 200 bytes held as a worker sends them: no terminal, no assertions. Arguments: how many
 * records are held, how many come a second meanwhile, how often each is measured; 0 measures
 * storing alone.
 *
 * <p>Of each text typed: the time from the last key to the first frame that shows what is asked
 * for, the time until all held records are examined, and the longest time in between in which the
 * loop took no key.
 */
public final class SearchSpeed {
  private static final int WORKERS = 20;
  private static final int BATCH = 100;
  private static final Duration FEED = Duration.ofMillis(10);

  /** So many records come again and again: making them costs more than what is measured. */
  private static final int FED = 20_000;

  private static final long QUIET = 300_000_000;
  private static final String[] LEVELS = {"DEBUG", "INFO", "INFO", "WARNING"};
  private static final String[] MESSAGES = {
    "Bar #%08d C=25.36 V=18300",
    "Bars processed: #%08d",
    "Bar processed: #%08d, ok",
    "Bar #%08d late: 350ms"
  };

  private final int held;
  private final FakeFarm farm;
  private final Screen screen = new Screen();

  /** Rising, of each look that the loop took. */
  private final List<Long> looks = new ArrayList<>();

  /** How many records came since the loop started; the feeding thread's. */
  private volatile long fed;

  private long made;

  private SearchSpeed(int held) {
    this.held = held;
    this.farm = new FakeFarm(Long.MAX_VALUE, 1).populated();
  }

  public static void main(String[] args) throws Exception {
    int held = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int perSecond = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    int runs = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    new SearchSpeed(held).run(perSecond, runs);
    System.exit(0);
  }

  private void run(int perSecond, int runs) throws InterruptedException {
    fill();
    long bytes = farm.entries().bytes();
    System.out.printf("%,d held, %,d bytes, %.0f each%n", held, bytes, (double) bytes / held);
    Runtime.getRuntime().gc();
    long live = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    System.out.printf("live heap %,d MiB%n", live >> 20);
    if (runs == 0) {
      return;
    }
    ConsoleLook look = ConsoleLook.of(Theme.dark(), ConsoleRig.ZONE);
    ConsoleLoop loop =
        new ConsoleLoop(screen, new Timed(), look, Ticker.system(), () -> FakeFarm.START);
    try (TimerThread timer = new TimerThread()) {
      loop.start();
      long begun = System.nanoTime();
      feed(timer, loop, perSecond);
      awaitQuiet(perSecond);
      System.out.println("| what is typed | first screen | all examined | longest without keys |");
      System.out.println("|---|---|---|---|");
      measure(runs, perSecond, "everywhere", "&", "processed");
      measure(runs, perSecond, "everywhere, any case", "&", "bar");
      measure(runs, perSecond, "everywhere, other case", "&", "PROCESSED");
      measure(runs, perSecond, "once, oldest", "&", "#00000007");
      measure(runs, perSecond, "nowhere", "&", "timeout");
      measure(runs, perSecond, "searched, everywhere", "/", "late");
      measure(runs, perSecond, "searched, once", "/", "#00000007");
      measure(runs, perSecond, "not there", "&", "!bar");
      measure(runs, perSecond, "expression", "&", "/late: 35.ms/");
      measure(runs, perSecond, "expression, slow", "&", "/[0-9]{7}7 ?C=/");
      measure(runs, perSecond, "level", "&", "level >= ERROR");
      measure(runs, perSecond, "filter", "&", "level >= WARNING and worker ~ 000003 and 350ms");
      System.out.printf("%,d records came meanwhile, in %d s%n", fed, seconds(begun));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      loop.close();
    }
  }

  /** Stores what is to be held; tells what that takes, the making left out. */
  private void fill() {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long nanos = 0;
    long allocated = 0;
    for (int i = 0; i < held; i += BATCH) {
      List<LogEvent> batch = new ArrayList<>();
      while (batch.size() < BATCH) {
        batch.add(record());
      }
      long bytes = thread.getThreadAllocatedBytes(id);
      long start = thread.getCurrentThreadCpuTime();
      batch.forEach(farm::log);
      nanos += thread.getCurrentThreadCpuTime() - start;
      allocated += thread.getThreadAllocatedBytes(id) - bytes;
    }
    System.out.printf(
        "to store a record: %d ns of processor time, %d bytes allocated%n",
        nanos / held, allocated / held);
  }

  /** Lets so many records a second come, a burst each ten milliseconds. */
  private void feed(TimerThread timer, ConsoleLoop loop, int perSecond) {
    if (perSecond == 0) {
      return;
    }
    List<LogEvent> made = new ArrayList<>();
    while (made.size() < FED) {
      made.add(record());
    }
    long start = System.nanoTime();
    timer.every(
        FEED,
        () -> {
          long due = (System.nanoTime() - start) / 1_000_000 * perSecond / 1000;
          long most = Math.min(due, fed + perSecond / 20);
          for (long next = fed; next < most; next++) {
            farm.log(made.get((int) (next % FED)));
          }
          fed = Math.max(fed, most);
          loop.changed();
        });
  }

  private LogEvent record() {
    int number = (int) made++;
    Instant at = FakeFarm.START.plusNanos(number * 5_000L);
    String worker = String.format("user123_%06d.SZ_dragon", number * 31 % WORKERS);
    String level = LEVELS[number % LEVELS.length];
    String message = String.format(MESSAGES[number % MESSAGES.length], number);
    String stamp = at.toString().substring(0, 19) + String.format(".%06d", at.getNano() / 1000);
    String logger = "VnpyWorker[" + worker.substring(8, 17) + "]";
    String json =
        "{\"timestamp\":\""
            + stamp
            + "\",\"level\":\""
            + level
            + "\",\"message\":\""
            + message
            + "\",\"logger_name\":\""
            + logger
            + "\",\"module\":\"vnpy_adapter\",\"func_name\":\"run\",\"line_no\":95}";
    return new LogEvent(
        new WorkerKey(worker),
        new EventTime(at, at.plusNanos(700_000), stamp),
        Level.of(level),
        message,
        new Origin(logger, "vnpy_adapter", "run", 95),
        Receipt.object(json));
  }

  private void measure(int runs, int perSecond, String what, String prompt, String text)
      throws InterruptedException {
    double[] first = new double[runs];
    double[] all = new double[runs];
    double[] longest = new double[runs];
    for (int run = 0; run < runs; run++) {
      screen.press(prompt);
      text.chars().limit(text.length() - 1L).forEach(c -> screen.press(Character.toString(c)));
      awaitQuiet(perSecond);
      synchronized (looks) {
        looks.clear();
      }
      screen.frames.clear();
      long pressed = System.nanoTime();
      screen.press(text.substring(text.length() - 1));
      awaitQuiet(perSecond);
      first[run] = (screen.firstAnswer(answer(text)) - pressed) / 1e6;
      synchronized (looks) {
        all[run] = (examined(perSecond) - pressed) / 1e6;
        longest[run] = longest(pressed) / 1e6;
      }
      screen.press("Esc", "Esc", "Esc");
      awaitQuiet(perSecond);
    }
    System.out.printf(
        "| %s: `%s%s` | %.0f ms | %.0f ms | %.0f ms |%n",
        what, prompt, text, median(first), median(all), Arrays.stream(longest).max().orElse(0));
  }

  private static long seconds(long since) {
    return Duration.ofNanos(System.nanoTime() - since).toSeconds();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** What stands in every row that matches. */
  private static String answer(String text) {
    if (text.contains("C=")) {
      return "C=";
    }
    return text.contains("35") ? "350ms" : text;
  }

  /** When the loop began to wait again. */
  private long examined(int perSecond) {
    int i = 0;
    if (looks.isEmpty()) {
      return 0;
    }
    while (i < looks.size() - 1
        && looks.get(i + 1) - looks.get(i) < (perSecond > 0 ? 25_000_000 : QUIET)) {
      i++;
    }
    return looks.get(i);
  }

  private long longest(long pressed) {
    long longest = 0;
    long before = pressed;
    for (long look : looks) {
      if (look - before < 1_000_000_000 - QUIET) {
        longest = Math.max(longest, look - before);
      }
      before = look;
    }
    return longest;
  }

  /** Until the loop takes no look for a while; where records come all the time, a hundred looks. */
  private void awaitQuiet(int perSecond) {
    long called = System.nanoTime();
    int before = looksTaken();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                perSecond > 0
                    ? looksTaken() >= before + 100
                    : System.nanoTime() - Math.max(called, lastLook()) >= QUIET);
  }

  private int looksTaken() {
    synchronized (looks) {
      return looks.size();
    }
  }

  private long lastLook() {
    synchronized (looks) {
      return looks.isEmpty() ? Long.MIN_VALUE : looks.get(looks.size() - 1);
    }
  }

  /** The farm, with an eye on when it is asked. */
  private final class Timed implements ConsoleCommands {
    @Override
    public Snapshot entries() {
      synchronized (looks) {
        looks.add(System.nanoTime());
      }
      return farm.entries();
    }

    @Override
    public List<WorkerStatus> workers() {
      return farm.workers();
    }

    @Override
    public ConsoleFigures figures() {
      return farm.figures();
    }

    @Override
    public List<String> files(String begun) {
      return farm.files(begun);
    }

    @Override
    public String export(ExportRequest request) throws IOException {
      return farm.export(request);
    }

    @Override
    public void reconnect(WorkerKey worker) {
      farm.reconnect(worker);
    }

    @Override
    public void rediscover() {
      farm.rediscover();
    }

    @Override
    public void clear() {
      farm.clear();
    }
  }

  private record Shown(long at, List<String> rows) {}

  /** Remembers what was shown, and when. */
  private static final class Screen implements ConsoleScreen {
    final LinkedBlockingQueue<Key> keys = new LinkedBlockingQueue<>();
    final List<Shown> frames = Collections.synchronizedList(new ArrayList<>());

    void press(String... names) {
      for (String name : names) {
        keys.add(new Key(name));
      }
    }

    /** When a frame first showed the text beside the prompt, or that it is nowhere. */
    long firstAnswer(String text) {
      String lower = text.toLowerCase(Locale.ROOT);
      return List.copyOf(frames).stream()
          .filter(shown -> answers(shown.rows(), lower))
          .findFirst()
          .map(Shown::at)
          .orElse(-1L);
    }

    private static boolean answers(List<String> rows, String text) {
      return rows.stream()
          .limit(rows.size() - 1L)
          .skip(1)
          .map(row -> row.toLowerCase(Locale.ROOT))
          .anyMatch(row -> row.contains(text) || row.contains("nothing"));
    }

    @Override
    public void open(Listener listener) {}

    @Override
    public boolean copy(String text) {
      return true;
    }

    @Override
    public void ring() {}

    @Override
    public ScreenSize size() {
      return new ScreenSize(160, 50);
    }

    @Override
    public Key read() throws IOException {
      try {
        return keys.take();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void show(Frame frame) {
      frames.add(new Shown(System.nanoTime(), frame.text()));
    }

    @Override
    public void forget() {}

    @Override
    public void suspend() {}

    @Override
    public void close() {}
  }
}
