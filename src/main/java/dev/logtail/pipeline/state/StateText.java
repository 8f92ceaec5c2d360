package dev.logtail.pipeline.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.order.Remembered;
import dev.logtail.pipeline.order.StreamMemory;
import dev.logtail.wire.JsonRecords;
import dev.logtail.wire.JsonText;
import dev.logtail.wire.WireFormatException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A state as text, an object a line. The last line proves that it is whole.
 *
 * <pre>
 *   {"logtail_state":1,"complete":true}
 *   {"worker":"u1_002050.SZ","address":"ws://…","changed":"2026-02-01T…Z","kind":"records","data":"…"}
 *   {"streams":1,"sum":"1f2e3d4c"}
 * </pre>
 */
final class StateText {
  private static final int VERSION = 1;

  private StateText() {}

  static String of(SavedState state) {
    StringBuilder text = new StringBuilder();
    text.append("{\"logtail_state\":").append(VERSION);
    text.append(",\"complete\":").append(state.complete()).append("}\n");
    state.inOrder().forEach((worker, kept) -> append(text, worker, kept));
    text.append("{\"streams\":").append(state.streams().size());
    String sum = sum(text);
    return text.append(",\"sum\":\"").append(sum).append("\"}\n").toString();
  }

  private static void append(StringBuilder text, WorkerKey worker, SavedState.Kept kept) {
    Remembered records = kept.memory().records();
    text.append("{\"worker\":");
    JsonText.quote(text, worker.value());
    text.append(",\"address\":");
    JsonText.quote(text, kept.memory().address());
    text.append(",\"changed\":\"").append(kept.changed());
    text.append("\",\"kind\":\"").append(RememberedCodec.kind(records));
    text.append("\",\"data\":\"");
    text.append(Base64.getEncoder().encodeToString(RememberedCodec.encode(records)));
    text.append("\"}\n");
  }

  /** Of everything before the number of streams in the last line's end. */
  private static String sum(CharSequence text) {
    CRC32C sum = new CRC32C();
    sum.update(text.toString().getBytes(UTF_8));
    return Long.toHexString(sum.getValue());
  }

  /**
   * The state that {@code text} holds.
   *
   * @throws StateException when it holds none; the message says why, as a part of a sentence
   */
  static SavedState read(String text) throws StateException {
    List<String> lines = text.lines().toList();
    Line first = line(lines.isEmpty() ? "" : lines.get(0));
    int version = number(first.text("logtail_state"));
    if (version > VERSION) {
      throw new StateException(
          "was written by a newer logtail (its form is " + version + ", this one knows 1)");
    }
    if (version < 1) {
      throw new StateException("is no state of logtail");
    }
    int streams = lines.size() - 2;
    if (streams < 0
        || !text.endsWith("\n")
        || number(line(lines.get(lines.size() - 1)).text("streams")) != streams
        || !isWhole(text, lines.get(lines.size() - 1))) {
      throw new StateException("is damaged: it is not as it was written");
    }
    Map<WorkerKey, SavedState.Kept> kept = new HashMap<>();
    for (String stream : lines.subList(1, lines.size() - 1)) {
      Line line = line(stream);
      kept.put(worker(line), kept(line));
    }
    return new SavedState(first.text("complete").equals("true"), kept);
  }

  private static boolean isWhole(String text, String last) throws StateException {
    int summed = text.length() - 1 - last.length() + last.indexOf(",\"sum\":");
    return line(last).text("sum").equals(sum(text.substring(0, Math.max(0, summed))));
  }

  private static WorkerKey worker(Line line) throws StateException {
    String name = line.text("worker");
    if (name.isEmpty()) {
      throw new StateException("is damaged: a stream has no worker");
    }
    return new WorkerKey(name);
  }

  private static SavedState.Kept kept(Line line) throws StateException {
    try {
      byte[] data = Base64.getDecoder().decode(line.text("data"));
      return new SavedState.Kept(
          new StreamMemory(line.text("address"), RememberedCodec.decode(line.text("kind"), data)),
          Instant.parse(line.text("changed")));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new StateException("is damaged: what it knows of a stream can't be read");
    }
  }

  /** 0 for what is no number. */
  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Line line(String json) throws StateException {
    Line line = new Line();
    try {
      JsonRecords.read(json, line);
    } catch (WireFormatException e) {
      throw new StateException("is no state of logtail");
    }
    return line;
  }

  /** The fields of one object, as text. */
  private static final class Line implements JsonRecords.Visitor {
    private final Map<String, String> fields = new HashMap<>();

    String text(String name) {
      return fields.getOrDefault(name, "");
    }

    @Override
    public void begin() {}

    @Override
    public void text(String name, String value) {
      fields.put(name, value);
    }

    @Override
    public void literal(String name, String literal) {
      fields.put(name, literal);
    }

    @Override
    public void nested(String name, String json) {}

    @Override
    public void end(String json) {}

    @Override
    public void stray(String json) {}
  }
}
