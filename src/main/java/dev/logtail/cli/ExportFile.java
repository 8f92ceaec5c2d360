package dev.logtail.cli;

/** Where an export goes and what happens to a file that is there. */
record ExportFile(String name, FileForm form, boolean force, boolean append) {
  /** True when it goes to standard output. */
  boolean isStandardOutput() {
    return name.equals("-");
  }
}
