package dev.logtail.cli;

import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.PipelineStats;
import dev.logtail.pipeline.WorkerFollower;
import dev.logtail.pipeline.discovery.StreamAddress;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run says on standard error about streams and about itself, one safe line each. */
final class Talk implements WorkerFollower.Listener {
  /** How much is said. */
  enum Loudness {
    /** Errors only. */
    QUIET,
    /** The summary too. */
    BRIEF,
    NORMAL,
    VERBOSE
  }

  private static final int NAMED = 8;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final Loudness loudness;
  private final boolean onTerminal;
  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);

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
    if (loudness == Loudness.VERBOSE || (loudness == Loudness.NORMAL && !usual)) {
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
    if (loudness == Loudness.VERBOSE) {
      insist(worker + ": the API sent " + sent + ", dialling " + address.url());
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
