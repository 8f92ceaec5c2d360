package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.pipeline.store.Snapshot;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the user wants in a file, and how that file is called. The name is as typed. */
public final class ExportRequest {
  private final String file;
  private final Snapshot held;
  private final Predicate<Entry> wanted;

  ExportRequest(String file, Snapshot held, Predicate<Entry> wanted) {
    this.file = file;
    this.held = held;
    this.wanted = wanted;
  }

  public String file() {
    return file;
  }

  /** The entries to write, in the order held, notices included; can be asked for again. */
  public Stream<Entry> entries() {
    return LongStream.range(held.first(), held.end()).mapToObj(held::get).filter(wanted);
  }
}
