package dev.logtail.pipeline.state;

import dev.logtail.pipeline.order.Fingerprint;
import dev.logtail.pipeline.order.Remembered;
import dev.logtail.pipeline.order.Remembered.Anchor;
import dev.logtail.pipeline.order.Remembered.Boot;
import dev.logtail.pipeline.order.Remembered.Count;
import dev.logtail.pipeline.order.Remembered.Counter;
import dev.logtail.pipeline.order.Remembered.LastOnly;
import dev.logtail.pipeline.order.Remembered.Lines;
import dev.logtail.pipeline.order.Remembered.Name;
import dev.logtail.pipeline.order.Remembered.Named;
import dev.logtail.pipeline.order.Remembered.Numbered;
import dev.logtail.pipeline.order.Remembered.Range;
import dev.logtail.pipeline.order.Remembered.Ranges;
import dev.logtail.pipeline.order.Remembered.Records;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of a stream as bytes.
 *
 * <pre>
 *   records    last unbroken forgotten burst [key at times]* [key]*
 *   lines      last [key]*
 *   numbered   last present [name lowest next last highest highestAt ranges ranges]*
 *   named      last [id content]* anchor? counter reused records
 *   last       last
 * </pre>
 */
final class RememberedCodec {
  /** Reads one thing. */
  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  /** Writes one thing. */
  private interface Writer<T> {
    void write(T value, DataOutputStream out) throws IOException;
  }

  private RememberedCodec() {}

  /** The word for its kind. */
  static String kind(Remembered remembered) {
    if (remembered instanceof Records) {
      return "records";
    } else if (remembered instanceof Lines) {
      return "lines";
    } else if (remembered instanceof Numbered) {
      return "numbered";
    }
    return remembered instanceof Named ? "named" : "last";
  }

  static byte[] encode(Remembered remembered) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(remembered, new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new IllegalStateException("memory can't fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * What {@link #encode} was given.
   *
   * @throws IOException when these are no bytes of that kind
   */
  static Remembered decode(String kind, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      Remembered remembered = read(kind, in);
      if (in.available() > 0) {
        throw new IOException("too long");
      }
      return remembered;
    } catch (DateTimeException | ArithmeticException e) {
      throw new IOException("no value of its kind", e);
    }
  }

  private static void write(Remembered remembered, DataOutputStream out) throws IOException {
    if (remembered instanceof Records records) {
      put(records, out);
    } else if (remembered instanceof Lines lines) {
      put(lines.last(), out);
      putAll(lines.shown(), RememberedCodec::put, out);
    } else if (remembered instanceof Numbered numbered) {
      put(numbered.last(), out);
      put(numbered.present(), out);
      putAll(numbered.boots(), RememberedCodec::put, out);
    } else if (remembered instanceof Named named) {
      put(named, out);
    } else {
      put(remembered.last(), out);
    }
  }

  private static Remembered read(String kind, DataInputStream in) throws IOException {
    return switch (kind) {
      case "records" -> records(in);
      case "lines" -> new Lines(instant(in), all(RememberedCodec::key, in));
      case "numbered" -> new Numbered(instant(in), text(in), all(RememberedCodec::boot, in));
      case "named" -> named(in);
      case "last" -> new LastOnly(instant(in));
      default -> throw new IOException("unknown kind");
    };
  }

  private static void put(Records records, DataOutputStream out) throws IOException {
    put(records.last(), out);
    put(records.unbroken(), out);
    put(records.forgotten(), out);
    out.writeInt(records.largestBurst());
    putAll(records.counts(), RememberedCodec::put, out);
    putAll(records.shown(), RememberedCodec::put, out);
  }

  private static Records records(DataInputStream in) throws IOException {
    return new Records(
        instant(in),
        instant(in),
        instant(in),
        natural(in),
        all(RememberedCodec::count, in),
        all(RememberedCodec::key, in));
  }

  private static void put(Count count, DataOutputStream out) throws IOException {
    put(count.key(), out);
    put(count.at(), out);
    out.writeInt(count.times());
  }

  private static Count count(DataInputStream in) throws IOException {
    return new Count(key(in), instant(in), natural(in));
  }

  private static void put(Boot boot, DataOutputStream out) throws IOException {
    put(boot.name(), out);
    out.writeLong(boot.lowest());
    out.writeLong(boot.next());
    put(boot.last(), out);
    out.writeLong(boot.highest());
    put(boot.highestAt(), out);
    put(boot.delivered(), out);
    put(boot.settled(), out);
  }

  private static Boot boot(DataInputStream in) throws IOException {
    return new Boot(
        text(in),
        in.readLong(),
        in.readLong(),
        instant(in),
        in.readLong(),
        instant(in),
        ranges(in),
        ranges(in));
  }

  private static void put(Ranges ranges, DataOutputStream out) throws IOException {
    out.writeLong(ranges.forgotten());
    putAll(
        ranges.ranges(),
        (range, to) -> {
          to.writeLong(range.first());
          to.writeLong(range.last());
        },
        out);
  }

  private static Ranges ranges(DataInputStream in) throws IOException {
    return new Ranges(in.readLong(), all(from -> new Range(from.readLong(), from.readLong()), in));
  }

  private static void put(Named named, DataOutputStream out) throws IOException {
    put(named.last(), out);
    putAll(named.names(), RememberedCodec::put, out);
    out.writeBoolean(named.anchor().isPresent());
    if (named.anchor().isPresent()) {
      put(named.anchor().get().name(), out);
      put(named.anchor().get().at(), out);
    }
    put(named.counter().last(), out);
    out.writeInt(named.counter().steps());
    out.writeBoolean(named.counter().broken());
    out.writeBoolean(named.reuseTold());
    put(named.replay(), out);
  }

  private static Named named(DataInputStream in) throws IOException {
    return new Named(
        instant(in),
        all(RememberedCodec::name, in),
        in.readBoolean() ? Optional.of(new Anchor(name(in), instant(in))) : Optional.empty(),
        new Counter(text(in), natural(in), in.readBoolean()),
        in.readBoolean(),
        records(in));
  }

  private static void put(Name name, DataOutputStream out) throws IOException {
    put(name.id(), out);
    put(name.content(), out);
  }

  private static Name name(DataInputStream in) throws IOException {
    return new Name(text(in), key(in));
  }

  private static void put(Fingerprint key, DataOutputStream out) throws IOException {
    out.writeLong(key.high());
    out.writeLong(key.low());
  }

  private static Fingerprint key(DataInputStream in) throws IOException {
    return new Fingerprint(in.readLong(), in.readLong());
  }

  private static void put(Instant instant, DataOutputStream out) throws IOException {
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  private static Instant instant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }

  /** Foreign: of any length, and with anything in it. */
  private static void put(String text, DataOutputStream out) throws IOException {
    out.writeInt(text.length());
    out.writeChars(text);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = natural(in);
    if (length > in.available() / 2) {
      throw new EOFException("too short");
    }
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = in.readChar();
    }
    return new String(text);
  }

  private static int natural(DataInputStream in) throws IOException {
    int number = in.readInt();
    if (number < 0) {
      throw new IOException("negative");
    }
    return number;
  }

  private static <T> void putAll(List<T> values, Writer<T> writer, DataOutputStream out)
      throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      writer.write(value, out);
    }
  }

  private static <T> List<T> all(Reader<T> reader, DataInputStream in) throws IOException {
    int size = natural(in);
    if (size > in.available()) {
      throw new EOFException("too short");
    }
    List<T> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(reader.read(in));
    }
    return values;
  }
}
