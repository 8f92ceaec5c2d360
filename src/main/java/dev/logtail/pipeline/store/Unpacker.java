package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt;
import dev.logtail.model.RecordId;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Makes entries again of what {@link Packer} made of them. For one thread. */
final class Unpacker {
  private static final EntryCodec NOTICES = new EntryCodec();

  private final PackedRun run;
  private final byte[] bytes;
  private final ByteSink made = new ByteSink();
  private final ByteSource in;

  /** Of the event at hand: where its stamp's own bytes are, and its id's. */
  private int samePrefix;

  private int stampFrom;
  private int stampTo;
  private int idFrom;
  private int idTo;

  Unpacker(PackedRun run) {
    this.run = run;
    this.bytes = run.bytes();
    this.in = new ByteSource(bytes);
  }

  Entry entry(int slot) {
    in.moveTo(run.start(slot));
    int flags = in.next();
    return (flags & PackedRun.NOTICE) != 0 ? notice(run.start(slot + 1)) : event(flags);
  }

  private Entry notice(int end) {
    try {
      int start = in.at();
      return NOTICES.read(new DataInputStream(new ByteArrayInputStream(bytes, start, end - start)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LogEvent event(int flags) {
    Context context = run.contexts()[in.length()];
    int messageStart = in.length();
    int messageEnd = messageStart + in.length();
    String message = text(messageStart, messageEnd);
    Instant time = instant(run.second());
    boolean same = (flags & PackedRun.SAME_ARRIVAL) != 0;
    Instant arrival = same ? time : instant(time.getEpochSecond());
    readStamp();
    RecordId id = id(flags, context);
    String stamp = stamp();
    String text = rawText(message, messageStart, messageEnd, id);
    return new LogEvent(
        context.worker(),
        new EventTime(time, arrival, stamp),
        context.level(),
        message,
        context.origin(),
        new Receipt(text, context.json(), context.marks(), id));
  }

  private void readStamp() {
    samePrefix = in.length();
    int length = in.length();
    stampFrom = in.skip(length);
    stampTo = in.at();
  }

  private String stamp() {
    made.clear();
    putStamp();
    return made.text(0, made.length(), run.isAscii());
  }

  private void putStamp() {
    int first = run.start(run.count());
    made.put(bytes, first, first + samePrefix);
    made.put(bytes, stampFrom, stampTo);
  }

  private RecordId id(int flags, Context context) {
    long seq = (flags & PackedRun.SEQ) != 0 ? in.signed() : 0;
    int length = (flags & PackedRun.ID) != 0 ? in.length() : 0;
    idFrom = in.skip(length);
    idTo = in.at();
    boolean none = seq == 0 && length == 0 && context.boot().isEmpty();
    return none ? RecordId.NONE : new RecordId(context.boot(), seq, text(idFrom, idTo));
  }

  private String rawText(String message, int messageStart, int messageEnd, RecordId id) {
    int parts = in.length();
    if (parts == 1 && bytes[in.at()] == PackedRun.MESSAGE) {
      return message;
    }
    made.clear();
    for (int i = 0; i < parts; i++) {
      int part = in.length();
      switch (part) {
        case PackedRun.MESSAGE -> made.put(bytes, messageStart, messageEnd);
        case PackedRun.ESCAPED -> made.putText(JsonEscapes.escape(message, false));
        case PackedRun.ESCAPED_TO_ASCII -> made.putText(JsonEscapes.escape(message, true));
        case PackedRun.STAMP -> putStamp();
        case PackedRun.SEQ_DIGITS -> made.putText(Long.toString(id.seq()));
        case PackedRun.ID_TEXT -> made.put(bytes, idFrom, idTo);
        case PackedRun.OTHER -> putOther();
        default -> putLiteral(part - PackedRun.FIRST_LITERAL);
      }
    }
    return made.text(0, made.length(), run.isAscii());
  }

  private void putOther() {
    int length = in.length();
    int start = in.skip(length);
    made.put(bytes, start, start + length);
  }

  private void putLiteral(int literal) {
    int index = run.count() + literal;
    made.put(bytes, run.start(index), run.start(index + 1));
  }

  private String text(int from, int to) {
    return ByteSink.text(bytes, from, to, run.isAscii());
  }

  private Instant instant(long second) {
    long told = in.number();
    long distance = ByteSource.signed(told >>> 1);
    long nanos = in.number();
    return Instant.ofEpochSecond(second + distance, (told & 1) == 0 ? nanos * 1000 : nanos);
  }
}
