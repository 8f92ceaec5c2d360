package dev.logtail.cli;

import dev.logtail.model.Entry;
import java.io.IOException;
import java.util.List;

/** Where an export goes and what happens to a file that is there. */
record ExportFile(String name, FileForm form, boolean force, boolean append) {
  /** True when it goes to standard output. */
  boolean isStandardOutput() {
    return name.equals("-");
  }

  static ExportFile named(String f) {
    return new ExportFile(f, FileForm.NDJSON, false, false);
  }

  long write(List<Entry> e) throws IOException {
    return 0;
  }
}
