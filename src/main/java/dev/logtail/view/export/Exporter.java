package dev.logtail.view.export;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes batches of entries in a format to a destination, each batch with one write that ends
 * between two records. Where a destination is full, the next one follows: each begins with the
 * format's header and ends with its footer.
 */
public final class Exporter implements EntryWriter {
  /** A batch of huge records is written in several pieces of about this many chars. */
  private static final int PIECE = 1 << 20;

  private final Supplier<RecordFormat> formats;
  private final Parts parts;
  private final long mostBytes;
  private RecordFormat format;

  /** Written by the one thread, read by whoever asks what is unfinished. */
  private volatile Destination destination;

  private StringBuilder text = new StringBuilder();
  private long unwritten;
  private long records;
  private long bytes;

  /** Of the text that is not written yet; known only where a size is to be kept to. */
  private long waiting;

  /** Whether the destination holds anything that it need not hold. */
  private boolean begun;

  /** An export that goes to {@code destination} and nowhere else. */
  public Exporter(RecordFormat format, Destination destination) throws OutputException {
    this(() -> format, opened -> destination);
  }

  /**
   * Starts with the format's header, unless the destination holds something already.
   *
   * @param formats a new format for each part
   * @throws OutputException when the first destination can't be opened
   */
  public Exporter(Supplier<RecordFormat> formats, Parts parts) throws OutputException {
    this.formats = formats;
    this.parts = parts;
    this.mostBytes = parts.mostBytes();
    this.format = formats.get();
    this.destination = parts.open(format);
    begin();
  }

  private void begin() {
    begun = destination.isContinued();
    waiting = 0;
    if (!destination.isContinued()) {
      format.header(text);
      waiting = utf8Length(0);
    }
  }

  @Override
  public void write(List<? extends Entry> entries) throws OutputException {
    for (Entry entry : entries) {
      if (isKept(entry)) {
        int start = text.length();
        append(entry);
        if (mostBytes < Long.MAX_VALUE && !fits(start)) {
          goOnElsewhere();
          append(entry);
          waiting = utf8Length(0);
        }
        begun = true;
        unwritten += entry instanceof LogEvent ? 1 : 0;
      }
      if (text.length() >= PIECE) {
        flush();
      }
    }
    flush();
  }

  /** Whether an export holds that entry. */
  static boolean isKept(Entry entry) {
    return !(entry instanceof StreamNotice notice) || notice.kind().isAboutRecords();
  }

  private void append(Entry entry) {
    if (entry instanceof LogEvent event) {
      format.record(text, event);
    } else if (entry instanceof StreamNotice notice) {
      format.notice(text, notice);
    }
  }

  /**
   * Whether there is room for what was appended from {@code start} on; if not, it is taken back.
   * Where that can't be told, all before it is written first.
   */
  private boolean fits(int start) throws OutputException {
    long added = utf8Length(start);
    waiting += added;
    if (destination.size() + waiting <= mostBytes) {
      return true;
    }
    String entry = text.substring(start);
    text.setLength(start);
    flush();
    handOn();
    if (begun && destination.size() + added > mostBytes) {
      return false;
    }
    text.append(entry);
    waiting = added;
    return true;
  }

  private void handOn() throws OutputException {
    try {
      destination.flush();
    } catch (IOException e) {
      throw full(e);
    }
  }

  private void goOnElsewhere() throws OutputException {
    finish();
    format = formats.get();
    destination = parts.open(format);
    begin();
  }

  @Override
  public boolean sync() throws OutputException {
    flush();
    try {
      return destination.sync();
    } catch (IOException e) {
      throw full(e);
    }
  }

  /** Lets go of memory and descriptors until the next entry. */
  void rest() throws OutputException {
    flush();
    text = new StringBuilder();
    try {
      destination.rest();
    } catch (IOException e) {
      throw full(e);
    }
  }

  @Override
  public void finish() throws OutputException {
    format.footer(text);
    flush();
    try {
      destination.complete();
    } catch (OutputException e) {
      throw e;
    } catch (IOException e) {
      throw new OutputException(
          "cannot complete "
              + destination.name()
              + ": "
              + TargetFile.reason(e)
              + destination.remains().map(path -> "; what was written is in " + path).orElse(""),
          e);
    }
  }

  @Override
  public void abandon() {
    destination.abandon();
  }

  @Override
  public List<Path> unfinished() {
    return destination.unfinished().stream().toList();
  }

  private void flush() throws OutputException {
    if (text.isEmpty()) {
      return;
    }
    byte[] encoded = text.toString().getBytes(StandardCharsets.UTF_8);
    if (text.capacity() > 4 * PIECE) {
      text = new StringBuilder();
    }
    text.setLength(0);
    try {
      destination.write(encoded);
    } catch (IOException e) {
      throw full(e);
    }
    records += unwritten;
    bytes += encoded.length;
    unwritten = 0;
    waiting = 0;
  }

  private long utf8Length(int start) {
    long length = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return length;
  }

  private OutputException full(IOException cause) {
    return new OutputException(
        String.format(
            "cannot write to %s: %s; %d records (%d bytes) were written before%s",
            destination.name(),
            TargetFile.reason(cause),
            records,
            bytes,
            destination.remains().map(path -> " and are in " + path).orElse("")),
        cause);
  }

  @Override
  public long records() {
    return records;
  }

  @Override
  public long bytes() {
    return bytes;
  }
}
