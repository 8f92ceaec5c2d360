package dev.logtail.view.tui;

import dev.logtail.model.LogEvent;
import dev.logtail.view.style.JsonInk;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.wire.JsonLayout;
import dev.logtail.wire.JsonRecords;
import dev.logtail.wire.JsonText;
import dev.logtail.wire.WireFormatException;
import java.util.List;
import java.util.Set;

/** What a record's JSON object holds besides what its detail pane has told already. */
final class DetailFields {
  /** An object longer than this is not taken apart. */
  private static final int MOST_CHARS = 1 << 20;

  private static final int MOST_FIELDS = 500;

  /** What loggers call what stands in a record; left out only where it says the same. */
  private static final Set<String> TOLD =
      Set.of(
          "timestamp",
          "time",
          "ts",
          "@timestamp",
          "asctime",
          "datetime",
          "created",
          "level",
          "levelname",
          "severity",
          "lvl",
          "log_level",
          "loglevel",
          "message",
          "msg",
          "text",
          "log",
          "event",
          "line",
          "logger_name",
          "logger",
          "name",
          "module",
          "func_name",
          "funcName",
          "function",
          "func",
          "line_no",
          "lineno",
          "boot",
          "seq");

  private final ConsoleLook look;
  private final JsonInk ink;
  private final ReadableText readable;

  DetailFields(ConsoleLook look, ReadableText readable) {
    this.look = look;
    this.ink = new JsonInk(look.theme());
    this.readable = readable;
  }

  /** Adds the fields with their heading, where there are some. */
  void write(DetailRows rows, LogEvent event) {
    String json = event.receipt().text();
    if (!event.receipt().json()) {
      return;
    }
    if (json.length() > MOST_CHARS) {
      rows.heading("fields");
      rows.remark("an object of " + Figures.bytes(json.length()) + " is not taken apart");
      return;
    }
    Writer writer = new Writer(rows, told(event));
    try {
      JsonRecords.read(json, writer);
    } catch (WireFormatException e) {
      writer.head();
      rows.remark("the object can't be taken apart: " + look.safe(String.valueOf(e.getMessage())));
    }
  }

  private static Set<String> told(LogEvent event) {
    return Set.copyOf(
        List.of(
            event.message(),
            event.time().text(),
            event.level().word(),
            event.origin().logger(),
            event.origin().module(),
            event.origin().function(),
            Integer.toString(event.origin().line()),
            event.receipt().id().boot(),
            Long.toString(event.receipt().id().seq())));
  }

  private final class Writer implements JsonRecords.Visitor {
    private final DetailRows rows;
    private final Set<String> told;
    private int count;

    Writer(DetailRows rows, Set<String> told) {
      this.rows = rows;
      this.told = told;
    }

    void head() {
      if (count++ == 0) {
        rows.heading("fields");
      }
    }

    @Override
    public void begin() {}

    @Override
    public void text(String name, String value) {
      if (isTold(name, value) || !next()) {
        return;
      }
      if (value.indexOf('\n') >= 0 || readable.isLaidOut(value)) {
        rows.below(label(name), readable.lines(value));
      } else {
        rows.following(label(name), List.of(quoted(value)));
      }
    }

    private StyledText quoted(String value) {
      StringBuilder quoted = new StringBuilder();
      String beginning = ReadableText.beginning(value);
      JsonText.quote(quoted, beginning);
      String rest = beginning.length() < value.length() ? ReadableText.rest(value, beginning) : "";
      return new StyledText.Builder()
          .append(look.safe(quoted.toString()), look.theme().of(Part.JSON_STRING))
          .append(rest, look.theme().of(Part.NOTICE))
          .build();
    }

    @Override
    public void literal(String name, String literal) {
      if (!isTold(name, literal) && next()) {
        rows.following(label(name), ink.rows(JsonLayout.of(literal), 1));
      }
    }

    @Override
    public void nested(String name, String json) {
      if (next()) {
        boolean large = json.length() > ReadableText.MOST_CHARS;
        List<StyledText> lines =
            large ? readable.lines(json) : ink.rows(JsonLayout.of(json), DetailRows.MOST_ROWS);
        rows.following(label(name), lines);
      }
    }

    @Override
    public void end(String json) {
      if (count > MOST_FIELDS) {
        rows.remark("… (" + (count - MOST_FIELDS) + " more fields)");
      }
    }

    @Override
    public void stray(String json) {}

    private boolean isTold(String name, String value) {
      return TOLD.contains(name) && told.contains(value);
    }

    /** Counts a field; false when it is one too many. */
    private boolean next() {
      head();
      return count <= MOST_FIELDS;
    }

    private StyledText label(String name) {
      return new StyledText.Builder()
          .append(look.safe(ReadableText.beginning(name)), look.theme().of(Part.JSON_KEY))
          .append(": ", Style.PLAIN)
          .build();
    }
  }
}
