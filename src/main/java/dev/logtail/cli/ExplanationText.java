package dev.logtail.cli;

import dev.logtail.cli.Explanation.Row;
import dev.logtail.model.Spelling;
import dev.logtail.wire.JsonText;
import java.util.List;
import java.util.stream.Collectors;

/** An explanation, or the part of it that was asked for, as lines. */
record ExplanationText(List<Row> rows) {
  private static final int WIDEST = 36;

  ExplanationText {
    rows = List.copyOf(rows);
  }

  /**
   * The settings of these names, or all.
   *
   * @param names as typed, maybe with the dashes of options
   */
  static ExplanationText of(List<Row> rows, List<String> names) {
    List<String> wanted = names.stream().map(name -> name.replaceFirst("^--", "")).toList();
    List<String> known = rows.stream().map(Row::name).distinct().toList();
    wanted.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(name -> refuse(name, known));
    return new ExplanationText(
        rows.stream().filter(row -> wanted.isEmpty() || wanted.contains(row.name())).toList());
  }

  private static void refuse(String name, List<String> known) {
    String help =
        Spelling.nearest(name, known)
            .map(near -> "; did you mean " + near + "?")
            .orElse("; 'logtail config explain' lists all");
    throw new UserError(ExitCode.USAGE, "no setting '" + name + "'" + help);
  }

  /** A line a setting. */
  List<String> columns() {
    return Columns.aligned(
        rows.stream().map(row -> List.of(row.name(), row.value(), row.where())).toList(), WIDEST);
  }

  /** One line, an array of objects. */
  List<String> json() {
    return List.of(
        rows.stream().map(ExplanationText::json).collect(Collectors.joining(",", "[", "]")));
  }

  private static String json(Row row) {
    StringBuilder out = new StringBuilder("{\"name\":");
    JsonText.quote(out, row.name());
    JsonText.quote(out.append(",\"value\":"), row.value());
    JsonText.quote(out.append(",\"source\":"), row.source().toString());
    JsonText.quote(out.append(",\"where\":"), row.where());
    return out.append('}').toString();
  }
}
