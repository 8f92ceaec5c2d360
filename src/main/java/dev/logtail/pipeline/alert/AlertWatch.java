package dev.logtail.pipeline.alert;

import dev.logtail.model.Alert;
import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what is handed on with the rules. Judged are records that are news, not the history that
 * servers send first, and troubling notices: those of a stream that is lost only once until it is
 * back. Safe for use by several threads.
 */
public final class AlertWatch {
  /** Who is told; must only hand on. */
  @FunctionalInterface
  public interface Listener {
    /** The rule of that number, from 0, is met. */
    void met(int rule, Alert alert);
  }

  private record Watched(AlertRule rule, RateLimit limit) {}

  private final Listener listener;

  /** All guarded by this. */
  private final List<Watched> rules = new ArrayList<>();

  private final NewRecords news;
  private final Losses losses = new Losses();

  /**
   * Begins to watch.
   *
   * @param period in which one alert a rule and worker goes out
   * @param start what happened before is history
   */
  public AlertWatch(List<AlertRule> rules, Duration period, Instant start, Listener listener) {
    this.news = new NewRecords(start);
    this.listener = listener;
    for (AlertRule rule : rules) {
      this.rules.add(new Watched(rule, new RateLimit(rule.text(), period)));
    }
  }

  /** These are handed on. */
  public synchronized void take(List<? extends Entry> entries, long nowNanos) {
    for (Entry entry : entries) {
      if (isJudged(entry)) {
        judge(entry, nowNanos);
      }
    }
  }

  private boolean isJudged(Entry entry) {
    if (entry instanceof LogEvent event) {
      return news.isNew(event);
    }
    StreamNotice notice = (StreamNotice) entry;
    if (notice.kind() == StreamNotice.Kind.CONNECTED) {
      news.connected(notice.worker(), notice.at());
    }
    return losses.isNews(notice) && notice.kind().isTroubling();
  }

  private void judge(Entry entry, long nowNanos) {
    for (int i = 0; i < rules.size(); i++) {
      int number = i;
      Watched watched = rules.get(i);
      if (watched.rule().condition().matches(entry)) {
        watched.limit().offer(entry, nowNanos, alert -> listener.met(number, alert));
      }
    }
  }

  /** Lets time pass. */
  public synchronized void expire(long nowNanos) {
    for (int i = 0; i < rules.size(); i++) {
      int number = i;
      rules.get(i).limit().expire(nowNanos, alert -> listener.met(number, alert));
    }
  }

  /** What is held back and would be told later. */
  public synchronized List<Alert> heldBack() {
    return rules.stream().flatMap(watched -> watched.limit().heldBack().stream()).toList();
  }
}
