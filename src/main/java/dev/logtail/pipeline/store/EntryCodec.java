package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Evidence;
import dev.logtail.model.FramePart;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.RecordId;
import dev.logtail.model.Severity;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.runtime.Codec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Entries as bytes, for the time that they wait in a file of this same process: there is no
 * version, and every string comes back char by char, lone surrogates included.
 *
 * <pre>
 *   event    0 worker time(at arrival text) severity word message origin marks json text id(boot seq id) part(at number text)
 *   notice   1 worker at kind text evidence(from to proven lost)
 *   string   length, that many bytes of Latin-1   or   ~length, that many UTF-16 units
 * </pre>
 */
public final class EntryCodec implements Codec<Entry> {
  private static final int EVENT = 0;
  private static final int NOTICE = 1;
  private static final long UNKNOWN = -1;
  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final List<StreamNotice.Kind> KINDS = List.of(StreamNotice.Kind.values());
  private static final List<Receipt.Mark> MARKS = List.of(Receipt.Mark.values());

  @Override
  public void write(Entry entry, DataOutput out) throws IOException {
    if (entry instanceof LogEvent event) {
      out.writeByte(EVENT);
      put(event.worker().value(), out);
      put(event, out);
    } else if (entry instanceof StreamNotice notice) {
      out.writeByte(NOTICE);
      put(notice.worker().value(), out);
      put(notice.at(), out);
      out.writeByte(KINDS.indexOf(notice.kind()));
      put(notice.text(), out);
      put(notice.evidence(), out);
    }
  }

  private static void put(Evidence evidence, DataOutput out) throws IOException {
    put(evidence.from(), out);
    put(evidence.to(), out);
    out.writeBoolean(evidence.proven());
    out.writeLong(evidence.lost().orElse(UNKNOWN));
  }

  private static void put(Optional<Instant> instant, DataOutput out) throws IOException {
    out.writeBoolean(instant.isPresent());
    if (instant.isPresent()) {
      put(instant.get(), out);
    }
  }

  private static Evidence evidence(DataInput in) throws IOException {
    Optional<Instant> from = optionalInstant(in);
    Optional<Instant> to = optionalInstant(in);
    boolean proven = in.readBoolean();
    long lost = in.readLong();
    return new Evidence(
        from, to, proven, lost == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(lost));
  }

  private static Optional<Instant> optionalInstant(DataInput in) throws IOException {
    return in.readBoolean() ? Optional.of(instant(in)) : Optional.empty();
  }

  private static void put(LogEvent event, DataOutput out) throws IOException {
    put(event.time().at(), out);
    put(event.time().arrival(), out);
    put(event.time().text(), out);
    out.writeByte(SEVERITIES.indexOf(event.level().severity()));
    put(event.level().word(), out);
    put(event.message(), out);
    put(event.origin().logger(), out);
    put(event.origin().module(), out);
    put(event.origin().function(), out);
    out.writeInt(event.origin().line());
    out.writeInt(bitsOf(event.receipt().marks()));
    out.writeBoolean(event.receipt().json());
    put(event.receipt().text(), out);
    put(event.receipt().id().boot(), out);
    out.writeLong(event.receipt().id().seq());
    put(event.receipt().id().id(), out);
    FramePart part = event.receipt().part();
    put(part.at(), out);
    out.writeLong(part.number());
    put(part.text(), out);
  }

  @Override
  public Entry read(DataInput in) throws IOException {
    int type = in.readByte();
    WorkerKey worker = new WorkerKey(string(in));
    if (type == NOTICE) {
      return new StreamNotice(
          worker, instant(in), KINDS.get(in.readByte()), string(in), evidence(in));
    }
    return new LogEvent(
        worker,
        new EventTime(instant(in), instant(in), string(in)),
        level(SEVERITIES.get(in.readByte()), string(in)),
        string(in),
        new Origin(string(in), string(in), string(in), in.readInt()),
        receipt(in));
  }

  private static Level level(Severity severity, String word) {
    Level usual = Level.of(word);
    return usual.severity() == severity ? usual : new Level(severity, word);
  }

  private static RecordId id(DataInput in) throws IOException {
    return new RecordId(string(in), in.readLong(), string(in));
  }

  private static Receipt receipt(DataInput in) throws IOException {
    Set<Receipt.Mark> marks = marksOf(in.readInt());
    boolean json = in.readBoolean();
    String text = string(in);
    RecordId id = id(in);
    FramePart part = new FramePart(instant(in), in.readLong(), string(in));
    return new Receipt(text, json, marks, id, part.number() == 0 ? FramePart.NONE : part);
  }

  private static int bitsOf(Set<Receipt.Mark> marks) {
    int bits = 0;
    for (Receipt.Mark mark : marks) {
      bits |= 1 << MARKS.indexOf(mark);
    }
    return bits;
  }

  private static Set<Receipt.Mark> marksOf(int bits) {
    if (bits == 0) {
      return Set.of();
    }
    EnumSet<Receipt.Mark> marks = EnumSet.noneOf(Receipt.Mark.class);
    for (int i = 0; i < MARKS.size(); i++) {
      if ((bits & 1 << i) != 0) {
        marks.add(MARKS.get(i));
      }
    }
    return marks;
  }

  private static void put(Instant instant, DataOutput out) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant instant(DataInput in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  private static void put(String text, DataOutput out) throws IOException {
    int length = text.length();
    if (text.chars().allMatch(c -> c < 0x100)) {
      out.writeInt(length);
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    } else {
      out.writeInt(~length);
      ByteBuffer units = ByteBuffer.allocate(Math.multiplyExact(2, length));
      units.asCharBuffer().put(text);
      out.write(units.array());
    }
  }

  private static String string(DataInput in) throws IOException {
    int length = in.readInt();
    byte[] bytes = new byte[length >= 0 ? length : 2 * ~length];
    in.readFully(bytes);
    return length >= 0
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : ByteBuffer.wrap(bytes).asCharBuffer().toString();
  }
}
