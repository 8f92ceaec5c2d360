package dev.logtail.cli;

import dev.logtail.model.RawFrame;
import dev.logtail.model.ShownUrl;
import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamSignal;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.PipelineStats;
import dev.logtail.pipeline.discovery.StreamAddress;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a run says on standard error about streams and about itself, one safe line each. */
final class Talk implements RunEvents {
  /** How much is said. */
  enum Loudness {
    /** Errors only. */
    QUIET,
    /** The summary too. */
    BRIEF,
    NORMAL,
    /** What is done too. */
    VERBOSE,
    /** Each frame too. */
    FRAMES
  }

  private static final int NAMED = 8;
  private static final int START_OF_FRAME = 160;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final Loudness loudness;
  private final boolean onTerminal;
  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);

  /** What each URL answered last: a poll that answers as before is no news. */
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();

  /** Guarded by this: whether the cursor stands behind a line that will be written over. */
  private boolean midLine;

  /**
   * @param onTerminal whether {@code err} is a terminal, where a line can be written over
   */
  Talk(PrintStream err, boolean onTerminal, Loudness loudness) {
    this.err = err;
    this.onTerminal = onTerminal;
    this.loudness = loudness;
  }

  /** How much is said. */
  Loudness loudness() {
    return loudness;
  }

  /** Says {@code text} where more than a summary is wanted. */
  void say(String text) {
    if (loudness.compareTo(Loudness.NORMAL) >= 0) {
      insist(text);
    }
  }

  /** Says {@code text} unless quiet is wanted. */
  void mention(String text) {
    if (loudness != Loudness.QUIET) {
      insist(text);
    }
  }

  /** Tells what the run goes by; returns itself. */
  Talk goingBy(Defaults defaults) {
    String context =
        defaults.context().map(c -> ", context '" + c.name().text() + "'").orElse(", no context");
    tell(
        defaults
            .file()
            .map(file -> "configuration " + file + context)
            .orElse("no configuration file"));
    return this;
  }

  /** Says {@code text} where what is done is of interest. */
  void tell(String text) {
    if (isVerbose()) {
      insist(text);
    }
  }

  /** Says {@code text} where each frame is of interest. */
  void frame(Supplier<String> text) {
    if (loudness == Loudness.FRAMES) {
      insist(text.get());
    }
  }

  private boolean isVerbose() {
    return loudness.compareTo(Loudness.VERBOSE) >= 0;
  }

  /** Says {@code text} in any case. */
  synchronized void insist(String text) {
    if (midLine) {
      err.print(CLEAR_LINE);
      midLine = false;
    }
    err.println("logtail: " + safe.plain(text));
  }

  /** On a terminal, shows {@code text} on a line that the next text replaces. */
  synchronized void progress(String text) {
    if (onTerminal && loudness.compareTo(Loudness.NORMAL) >= 0) {
      err.print(CLEAR_LINE + "logtail: " + safe.plain(text));
      err.flush();
      midLine = true;
    }
  }

  /** The line that the next text would have replaced is of no use any more. */
  synchronized void progressEnds() {
    if (midLine) {
      err.print(CLEAR_LINE);
      err.flush();
      midLine = false;
    }
  }

  void notice(StreamNotice notice) {
    boolean usual = notice.kind() == StreamNotice.Kind.CONNECTED;
    if (isVerbose() || (loudness == Loudness.NORMAL && !usual)) {
      String name = notice.worker() + ": ";
      insist(notice.text().startsWith(name) ? notice.text() : name + notice.text());
    }
  }

  @Override
  public void unreachable(StreamFailure failure) {
    say(failure.text() + "; open streams go on");
  }

  @Override
  public void reachable() {
    say("the API answers again");
  }

  @Override
  public void surplus(List<WorkerKey> workers, int most) {
    insist(notFollowed(workers, most));
  }

  /** {@code 3 workers more are not followed, since --max-workers is 200: a, b, c}. */
  static String notFollowed(List<WorkerKey> workers, int most) {
    String names =
        workers.stream().limit(NAMED).map(WorkerKey::value).collect(Collectors.joining(", "));
    return count(workers.size(), "more worker")
        + (workers.size() == 1 ? " is" : " are")
        + " not followed, since --max-workers is "
        + most
        + ": "
        + names
        + (workers.size() > NAMED ? " …" : "");
  }

  @Override
  public void rewritten(WorkerKey worker, String sent, StreamAddress address) {
    tell(worker + ": the API sent " + sent + ", dialling " + address.url());
  }

  @Override
  public void asked(String url, int status, int length) {
    if (isVerbose()) {
      Integer before = answers.put(url, status);
      if (loudness == Loudness.FRAMES || before == null || before != status) {
        insist("GET " + url + ": " + status + ", " + count(length, "character"));
      }
    }
  }

  @Override
  public void reported(WorkerKey worker, StreamSignal signal) {
    if (signal instanceof StreamSignal.Dialling dialling) {
      tell(worker + ": dialling " + ShownUrl.of(dialling.url()));
    } else if (signal instanceof RawFrame frame && loudness == Loudness.FRAMES) {
      String text = frame.text();
      String start = text.substring(0, Math.min(START_OF_FRAME, text.length()));
      insist(
          worker
              + ": frame of "
              + count(text.length(), "character")
              + ": "
              + start
              + (start.length() < text.length() ? " …" : ""));
    }
  }

  /** One line about everything that was seen. */
  void summary(PipelineStats stats, long written) {
    StreamCounts total = stats.total();
    StringBuilder line = new StringBuilder();
    line.append(count(written, "record"))
        .append(" of ")
        .append(count(stats.workers().size(), "worker"));
    part(line, total.filtered(), " filtered");
    part(line, total.repeated(), " replayed again and left out");
    part(line, total.dropped(), " dropped");
    part(line, total.malformed(), " malformed");
    part(line, total.findings().gaps(), total.findings().gaps() == 1 ? " gap" : " gaps");
    if (loudness != Loudness.QUIET || total.dropped() > 0) {
      insist(line.toString());
    }
  }

  /** Where to look for what a run wrote that had to end at once. */
  void unfinished(List<Path> files) {
    files.stream().limit(NAMED).forEach(file -> insist("ended at once; written so far: " + file));
    if (files.size() > NAMED) {
      insist("and " + count(files.size() - NAMED, "more file") + " like these");
    }
  }

  private static void part(StringBuilder line, long number, String what) {
    if (number > 0) {
      line.append(", ").append(grouped(number)).append(what);
    }
  }

  /** {@code 1 record}, {@code 1,234 records}. */
  static String count(long number, String what) {
    return grouped(number) + " " + what + (number == 1 ? "" : "s");
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A line a worker: what became of all its records. */
  void counts(PipelineStats stats) {
    for (WorkerStatus worker : stats.workers()) {
      insist(worker.worker() + ": " + equation(worker.counts()));
    }
    insist("total: " + equation(stats.total()));
  }

  private static String equation(StreamCounts counts) {
    return counts.received()
        + " received = "
        + counts.shown()
        + " shown + "
        + counts.filtered()
        + " filtered + "
        + counts.repeated()
        + " deduplicated + "
        + counts.dropped()
        + " dropped + "
        + counts.malformed()
        + " malformed"
        + (counts.surplus() == 0 ? "" : " + " + counts.surplus() + " past --limit")
        + findings(counts.findings());
  }

  private static String findings(StreamCounts.Findings findings) {
    return "; "
        + count(findings.gaps(), "gap")
        + ", "
        + grouped(findings.mayRepeat())
        + " may repeat, "
        + grouped(findings.recovered())
        + " recovered";
  }
}
