package dev.logtail.view.export;

import java.util.Locale;
import java.util.stream.Stream;

/** The formats by name. */
public enum ExportFormat {
  TEXT("log", "txt"),
  JSON("json"),
  NDJSON("ndjson", "jsonl"),
  LOGFMT("logfmt"),
  CSV("csv"),
  RAW("raw"),
  HTML("html", "htm");

  private final String suffix;
  private final String otherSuffix;

  ExportFormat(String suffix) {
    this(suffix, suffix);
  }

  /** How the names of files in that format end, the usual way first. */
  ExportFormat(String suffix, String otherSuffix) {
    this.suffix = suffix;
    this.otherSuffix = otherSuffix;
  }

  /** What the name of a file tells, {@code x.csv} or {@code x.csv.gz}; NDJSON when it does not. */
  public static ExportFormat of(String fileName) {
    String name = Compression.of(fileName).stem(fileName).toLowerCase(Locale.ROOT);
    String end = name.substring(name.lastIndexOf('.') + 1);
    return Stream.of(values())
        .filter(format -> end.equals(format.suffix) || end.equals(format.otherSuffix))
        .findFirst()
        .orElse(NDJSON);
  }

  /** How the name of a file in this format ends. */
  public String suffix() {
    return "." + suffix;
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
