package dev.logtail.view.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinePrinterTest {
  private static final WorkerKey WORKER = new WorkerKey("w");
  private static final Instant AT = Instant.parse("2026-02-01T06:30:25.123Z");

  /** Remembers each write by itself. */
  private static final class Writes extends OutputStream {
    private final List<String> pieces = new ArrayList<>();
    private int flushes;

    @Override
    public void write(int b) {
      throw new AssertionError("a byte alone");
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
      pieces.add(new String(bytes, start, length, StandardCharsets.UTF_8));
    }

    @Override
    public void flush() {
      flushes++;
    }
  }

  private static LogEvent event(String message) {
    return new LogEvent(
        WORKER,
        EventTime.unstamped(AT),
        Level.of("INFO"),
        message,
        Origin.UNKNOWN,
        Receipt.text(message));
  }

  private static LinePrinter printer(OutputStream out) {
    return new LinePrinter(new LineFormat(LineSettings.plain(ZoneOffset.UTC)), out);
  }

  @Test
  void a_batch_is_one_write_and_counted() throws IOException {
    Writes writes = new Writes();
    LinePrinter printer = printer(writes);
    Entry notice = new StreamNotice(WORKER, AT, StreamNotice.Kind.CONNECTED, "connected");
    printer.print(List.of(event("资金"), notice, event("b\nc")));
    printer.print(List.of(event("d")));
    assertThat(writes.pieces)
        .containsExactly(
            "06:30:25.123 INFO  w  资金\n"
                + "── w  connected ──\n"
                + "06:30:25.123 INFO  w  b\n                    │ c\n",
            "06:30:25.123 INFO  w  d\n");
    assertThat(writes.flushes).isEqualTo(2);
    assertThat(printer.records()).isEqualTo(3);
    assertThat(printer.bytes())
        .isEqualTo(String.join("", writes.pieces).getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void a_batch_of_huge_messages_is_written_in_bearable_pieces() throws IOException {
    Writes writes = new Writes();
    LogEvent huge = event("x".repeat(700_000));
    printer(writes).print(Collections.nCopies(8, huge));
    assertThat(writes.pieces).hasSizeBetween(4, 8).allMatch(piece -> piece.endsWith("x\n"));
  }

  @Test
  void a_closed_pipe_is_the_callers_to_judge() {
    OutputStream closed =
        new ByteArrayOutputStream() {
          @Override
          public void flush() throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertThatThrownBy(() -> printer(closed).print(List.of(event("x"))))
        .isInstanceOf(IOException.class)
        .hasMessage("Broken pipe");
  }
}
