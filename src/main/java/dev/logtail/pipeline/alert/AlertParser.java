package dev.logtail.pipeline.alert;

import dev.logtail.model.Entry;
import dev.logtail.model.StreamNotice;
import dev.logtail.pipeline.filter.EntryFilter;
import dev.logtail.pipeline.filter.Filter;
import dev.logtail.pipeline.filter.FilterParser;
import dev.logtail.pipeline.filter.FilterSyntaxException;
import dev.logtail.pipeline.filter.Idioms;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the conditions of alerts: the filter language and two words more.
 *
 * <pre>
 *   level &gt;= ERROR and worker ~ 002050       any filter
 *   stale&gt;60s                                a worker has logged nothing for that long
 *   disconnected and worker ~ turtle         a stream was lost, or can't be had
 *   "disconnected"                           in quotes: a message that holds the word
 * </pre>
 */
public final class AlertParser {
  private static final String STALE = "stale";
  private static final String DISCONNECTED = "disconnected";
  private static final String HOW = "write stale>60s; text stands in quotes";

  private final ZoneId zone;
  private final Instant now;
  private final Function<String, Duration> durations;

  /**
   * @param zone what times without a zone are in
   * @param now what "ten minutes ago" is counted from
   * @param durations reads a duration; throws IllegalArgumentException for what is none
   */
  public AlertParser(ZoneId zone, Instant now, Function<String, Duration> durations) {
    this.zone = zone;
    this.now = now;
    this.durations = durations;
  }

  /** The rule that {@code text} is. */
  public AlertRule parse(String text) throws FilterSyntaxException {
    Words words = new Words(durations);
    Filter filter = new FilterParser(zone, now, words).parse(text);
    return new AlertRule(text.strip(), filter.condition(), words.silences, filter.hints());
  }

  /** What the words mean, and what was met of them. */
  private static final class Words implements Idioms {
    private final Function<String, Duration> durations;
    private final Set<Duration> silences = new LinkedHashSet<>();

    Words(Function<String, Duration> durations) {
      this.durations = durations;
    }

    @Override
    public Optional<EntryFilter> alone(String word) {
      if (isCompared(word)) {
        throw new IllegalArgumentException("how long is stale? " + HOW);
      }
      return word.toLowerCase(Locale.ROOT).equals(DISCONNECTED)
          ? Optional.of(AlertParser::isLoss)
          : Optional.empty();
    }

    @Override
    public boolean isCompared(String word) {
      return word.toLowerCase(Locale.ROOT).equals(STALE);
    }

    @Override
    public EntryFilter compared(String word, String operator, String value) {
      if (!operator.equals(">") && !operator.equals(">=")) {
        throw new IllegalArgumentException("stale is more than a time; " + HOW);
      }
      Duration silence = durations.apply(value);
      if (silence.compareTo(SilenceWatch.SHORTEST) < 0) {
        throw new IllegalArgumentException("a worker is stale after one second at the soonest");
      }
      silences.add(silence);
      return entry -> SilenceWatch.tells(entry, silence);
    }
  }

  private static boolean isLoss(Entry entry) {
    return entry instanceof StreamNotice notice && Losses.isLoss(notice.kind());
  }
}
