package dev.logtail.view.stats;

import dev.logtail.wire.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A snapshot as one JSON object on one line, safe to print.
 *
 * <pre>
 *   {"records":300,"errors":12,"malformed":0,"gaps":1,"dropped":0,"from":"…","to":"…","rate":2.4,
 *    "by":{"level":[{"name":"INFO","records":240,"errors":0,"rate":1.9}]},
 *    "others":{"level":{"records":0,"errors":0}}}
 * </pre>
 *
 * A rate that is none is null; {@code now} beside it is the rate since the snapshot before, where
 * there is one.
 */
public final class StatsJson {
  private final ZoneId zone;
  private final int most;

  /**
   * @param zone what times are written in
   * @param most rows of a table at most
   */
  public StatsJson(ZoneId zone, int most) {
    this.zone = zone;
    this.most = most;
  }

  public String of(Snapshot snapshot) {
    StringBuilder out = new StringBuilder("{");
    Snapshot.Sums sums = snapshot.sums();
    number(out, "records", sums.records());
    number(out, "errors", sums.errors());
    number(out, "malformed", sums.malformed());
    number(out, "gaps", sums.gaps());
    number(out, "dropped", sums.dropped());
    time(out, "from", snapshot, true);
    time(out, "to", snapshot, false);
    rates(out, snapshot, sums.records(), sums.recent());
    out.append(",\"by\":{");
    snapshot.tables().forEach((dimension, table) -> table(out, snapshot, dimension, table));
    out.append("},\"others\":{");
    for (Map.Entry<Dimension, NameTable> table : snapshot.tables().entrySet()) {
      NameTable.Row others = table.getValue().top(most).others();
      name(out, table.getKey().toString());
      out.append('{');
      number(out, "records", others.records());
      number(out, "errors", others.errors());
      out.append('}');
    }
    return out.append("}}").toString();
  }

  private void table(StringBuilder out, Snapshot snapshot, Dimension dimension, NameTable table) {
    name(out, dimension.toString());
    out.append('[');
    for (NameTable.Row row : table.top(most).rows()) {
      out.append(out.charAt(out.length() - 1) == '[' ? "{" : ",{");
      name(out, "name");
      JsonText.quote(out, row.name());
      number(out, "records", row.records());
      number(out, "errors", row.errors());
      rates(out, snapshot, row.records(), row.recent());
      out.append('}');
    }
    out.append(']');
  }

  private void time(StringBuilder out, String name, Snapshot snapshot, boolean first) {
    name(out, name);
    if (snapshot.span().isEmpty()) {
      out.append("null");
      return;
    }
    Snapshot.Span span = snapshot.span().get();
    JsonText.quote(
        out,
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            (first ? span.from() : span.to()).atZone(zone)));
  }

  private static void rates(StringBuilder out, Snapshot snapshot, long records, long recent) {
    name(out, "rate");
    rate(out, snapshot.rate(records));
    if (snapshot.interval().isPresent()) {
      name(out, "now");
      rate(out, snapshot.recentRate(recent));
    }
  }

  private static void rate(StringBuilder out, OptionalDouble rate) {
    if (rate.isEmpty()) {
      out.append("null");
    } else {
      BigDecimal rounded = BigDecimal.valueOf(rate.getAsDouble()).setScale(3, RoundingMode.HALF_UP);
      out.append(rounded.toPlainString());
    }
  }

  private static void number(StringBuilder out, String name, long number) {
    name(out, name);
    out.append(number);
  }

  private static void name(StringBuilder out, String name) {
    char last = out.charAt(out.length() - 1);
    out.append(last == '{' ? "\"" : ",\"").append(name).append("\":");
  }
}
