package dev.logtail.view.export;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The formats by name. */
public enum ExportFormat {
  TEXT("lines as on the terminal; --template has them your way", "log", "txt"),
  JSON("one array of objects", "json", "json"),
  NDJSON("an object a line, for jq and other programs", "ndjson", "jsonl"),
  LOGFMT("key=value pairs, a record a line", "logfmt", "logfmt"),
  CSV("a table with a header, for spreadsheets", "csv", "csv"),
  RAW("each frame as it was received", "raw", "raw"),
  HTML("a page that searches itself, for a browser", "html", "htm");

  private final String about;
  private final String suffix;
  private final String otherSuffix;

  /** What it is, and how the names of files in it end, the usual way first. */
  ExportFormat(String about, String suffix, String otherSuffix) {
    this.about = about;
    this.suffix = suffix;
    this.otherSuffix = otherSuffix;
  }

  /** What it is, in a few words. */
  public String about() {
    return about;
  }

  /** How the names of files in it may end. */
  public List<String> suffixes() {
    return Stream.of(suffix, otherSuffix).distinct().map(end -> "." + end).toList();
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
