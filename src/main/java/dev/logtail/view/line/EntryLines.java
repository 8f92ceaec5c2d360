package dev.logtail.view.line;

import dev.logtail.model.Entry;

/** What entries look like as lines. Does no I/O. One per output; its thread only. */
public interface EntryLines {
  /** Appends {@code entry} as whole lines; none where it has no look of its own. */
  void append(StringBuilder out, Entry entry);
}
