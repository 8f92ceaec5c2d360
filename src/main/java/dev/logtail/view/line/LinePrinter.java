package dev.logtail.view.line;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Prints batches of entries as lines, each batch with one write. A closed pipe is the caller's to
 * judge: it comes as the stream's own exception. One thread.
 */
public final class LinePrinter {
  /** A batch of huge messages is written in several pieces of about this many chars. */
  private static final int PIECE = 1 << 20;

  private final EntryLines format;
  private final OutputStream out;
  private StringBuilder text = new StringBuilder();
  private long records;
  private long bytes;

  /**
   * @param out takes UTF-8; needs no buffer of its own
   */
  public LinePrinter(EntryLines format, OutputStream out) {
    this.format = format;
    this.out = out;
  }

  /**
   * Writes and flushes {@code entries}.
   *
   * @throws IOException when the stream takes no more; how much of the batch it took is unknown
   */
  public void print(List<? extends Entry> entries) throws IOException {
    int unwritten = 0;
    for (Entry entry : entries) {
      format.append(text, entry);
      unwritten += entry instanceof LogEvent ? 1 : 0;
      if (text.length() >= PIECE) {
        write(unwritten);
        unwritten = 0;
      }
    }
    write(unwritten);
    out.flush();
  }

  private void write(int count) throws IOException {
    if (text.isEmpty()) {
      return;
    }
    byte[] encoded = text.toString().getBytes(StandardCharsets.UTF_8);
    if (text.capacity() > 4 * PIECE) {
      text = new StringBuilder();
    }
    text.setLength(0);
    out.write(encoded);
    records += count;
    bytes += encoded.length;
  }

  /** Records written so far; notices are not counted. */
  public long records() {
    return records;
  }

  /** Bytes written so far. */
  public long bytes() {
    return bytes;
  }
}
