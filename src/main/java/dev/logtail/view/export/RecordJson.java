package dev.logtail.view.export;

import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt;
import dev.logtail.wire.JsonRecords;
import dev.logtail.wire.JsonText;
import dev.logtail.wire.WireFormatException;
import java.util.HashSet;
import java.util.Set;

/**
 * A record as a JSON object: whose it is, what we found out about it, and what was received to the
 * last digit. The text can be printed without harm; read as JSON it is what was received.
 *
 * <pre>
 *   {"level":"INFO","n":1.10}    {"worker":"K","level":"INFO","n":1.10}
 *   {"worker":7}                 {"_worker":"K","worker":7}
 *   {no JSON object              {"worker":"K","message":"{no JSON object","_malformed":true}
 *   INFO:x:ready                 {"worker":"K","level":"INFO","logger_name":"x","message":"INFO:x:ready"}
 * </pre>
 *
 * <p>Marks are {@code _malformed}, {@code _may_repeat} and {@code _recovered}; that a record came
 * late is left out, since its place and its stamp tell it. A name that the received object uses
 * itself gets one underscore more in front.
 */
final class RecordJson {
  private RecordJson() {}

  static void append(StringBuilder out, LogEvent event) {
    Receipt receipt = event.receipt();
    int open = receipt.text().indexOf('{');
    int close = receipt.text().lastIndexOf('}');
    if (receipt.json() && open >= 0 && open < close) {
      object(out, event, receipt.text().substring(open + 1, close).strip());
    } else {
      text(out, event);
    }
  }

  private static void object(StringBuilder out, LogEvent event, String fields) {
    Receipt receipt = event.receipt();
    out.append('{');
    name(out, "worker", receipt.text());
    JsonText.quote(out, event.worker().value());
    marks(out, event, receipt.text());
    if (!fields.isEmpty()) {
      out.append(',');
      JsonText.inert(out, fields);
    }
    out.append('}');
  }

  private static void text(StringBuilder out, LogEvent event) {
    out.append("{\"worker\":");
    JsonText.quote(out, event.worker().value());
    read(out, "timestamp", event.time().text());
    read(out, "level", event.level().word());
    read(out, "logger_name", event.origin().logger());
    out.append(",\"message\":");
    JsonText.quote(out, RawFormat.frame(event));
    marks(out, event, "");
    out.append('}');
  }

  /** What was read from a plain line, in the words of those who send objects. */
  private static void read(StringBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.append(",\"").append(name).append("\":");
      JsonText.quote(out, value);
    }
  }

  private static void marks(StringBuilder out, LogEvent event, String beside) {
    for (String mark : MarkNames.of(event)) {
      out.append(',');
      name(out, "_" + mark, beside);
      out.append("true");
    }
  }

  private static void name(StringBuilder out, String name, String json) {
    out.append('"').append(freeIn(json, name)).append("\":");
  }

  private static String freeIn(String json, String name) {
    String free = name;
    if (mayHold(json, name)) {
      Set<String> used = names(json);
      while (used.contains(free)) {
        free = "_" + free;
      }
    }
    return free;
  }

  /** False for nearly every record, and cheap. A name of ours can also be written in escapes. */
  private static boolean mayHold(String json, String name) {
    return json.contains(name + "\"") || json.contains("\\u00");
  }

  /** The object's own field names. */
  private static Set<String> names(String json) {
    NameCollector names = new NameCollector();
    try {
      JsonRecords.read(json, names);
    } catch (WireFormatException e) {
      throw new IllegalArgumentException("a receipt of an object must hold one", e);
    }
    return names.found;
  }

  private static final class NameCollector implements JsonRecords.Visitor {
    private final Set<String> found = new HashSet<>();

    @Override
    public void begin() {}

    @Override
    public void text(String name, String value) {
      found.add(name);
    }

    @Override
    public void literal(String name, String literal) {
      found.add(name);
    }

    @Override
    public void nested(String name, String json) {
      found.add(name);
    }

    @Override
    public void end(String json) {}

    @Override
    public void stray(String json) {}
  }
}
