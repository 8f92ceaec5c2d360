package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.pipeline.store.Snapshot;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the user wants in a file, and how that file is called. The name is as typed. */
public final class ExportRequest {
  private final String file;
  private final boolean replaces;
  private final Supplier<Stream<Entry>> wanted;

  private ExportRequest(String file, boolean replaces, Supplier<Stream<Entry>> wanted) {
    this.file = file;
    this.replaces = replaces;
    this.wanted = wanted;
  }

  /**
   * What {@code export} asks for of {@code held}, with the filters and bookmarks of {@code state}.
   */
  static ExportRequest of(ConsoleEffect.Export export, Snapshot held, ConsoleState state) {
    Supplier<Stream<Entry>> all =
        () -> LongStream.range(held.first(), held.end()).mapToObj(held::get);
    return new ExportRequest(
        export.file(),
        export.replaces(),
        switch (export.scope()) {
          case EVERYTHING -> all;
          case SHOWN -> () -> all.get().filter(state.filters()::shows);
          case BOOKMARKED ->
              () -> state.bookmarks().heldFrom(held.first()).numbers().mapToObj(held::get);
        });
  }

  public String file() {
    return file;
  }

  /** Whether a file that is there may be replaced. */
  public boolean replaces() {
    return replaces;
  }

  /** The entries to write, in the order held, notices included; can be asked for again. */
  public Stream<Entry> entries() {
    return wanted.get();
  }
}
