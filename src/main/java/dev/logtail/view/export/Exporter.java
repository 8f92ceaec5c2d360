package dev.logtail.view.export;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes batches of entries in a format to a destination, each batch with one write that ends
 * between two records. Of the notices those about the records' continuity are written. After an
 * exception only {@link #abandon} is of use. One thread.
 */
public final class Exporter {
  /** A batch of huge records is written in several pieces of about this many chars. */
  private static final int PIECE = 1 << 20;

  private final RecordFormat format;
  private final Destination destination;
  private StringBuilder text = new StringBuilder();
  private long unwritten;
  private long records;
  private long bytes;

  /**
   * Starts with the format's header, unless the destination holds something already.
   *
   * @throws OutputException when this format cannot be added to what is there; the destination is
   *     abandoned then
   */
  public Exporter(RecordFormat format, Destination destination) throws OutputException {
    this.format = format;
    this.destination = destination;
    if (!destination.isContinued()) {
      format.header(text);
    } else if (!format.canContinue()) {
      destination.abandon();
      throw new OutputException(
          "cannot append to "
              + destination.name()
              + ": this format ends where it ends; use ndjson");
    }
  }

  /**
   * Writes {@code entries}, but for what they tell about connections.
   *
   * @throws OutputException when the destination takes no more; it says what was written before
   */
  public void write(List<? extends Entry> entries) throws OutputException {
    for (Entry entry : entries) {
      if (entry instanceof LogEvent event) {
        format.record(text, event);
        unwritten++;
      } else if (entry instanceof StreamNotice notice && notice.kind().isAboutRecords()) {
        format.notice(text, notice);
      }
      if (text.length() >= PIECE) {
        flush();
      }
    }
    flush();
  }

  /**
   * Writes the format's end and makes the output permanent.
   *
   * @throws OutputException when that fails
   */
  public void finish() throws OutputException {
    format.footer(text);
    flush();
    try {
      destination.complete();
    } catch (OutputException e) {
      throw e;
    } catch (IOException e) {
      throw TargetFile.trouble("cannot complete " + destination.name(), e);
    }
  }

  /** Gives up: a file that should appear whole does not appear. */
  public void abandon() {
    destination.abandon();
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
  }

  private OutputException full(IOException cause) {
    return new OutputException(
        String.format(
            "cannot write to %s: %s; %d records (%d bytes) were written before",
            destination.name(), TargetFile.reason(cause), records, bytes),
        cause);
  }

  /** Records written so far. */
  public long records() {
    return records;
  }

  /** Bytes written so far. */
  public long bytes() {
    return bytes;
  }
}
