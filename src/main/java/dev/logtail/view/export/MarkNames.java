package dev.logtail.view.export;

import dev.logtail.model.LogEvent;
import dev.logtail.model.Receipt;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What exports call the marks of a record. That one came late is not among them: its place and its
 * stamp tell it.
 */
final class MarkNames {
  private MarkNames() {}

  /** The names of that record's marks; usually none. */
  static List<String> of(LogEvent event) {
    Set<Receipt.Mark> marks = event.receipt().marks();
    if (marks.isEmpty()) {
      return List.of();
    }
    return Stream.of(Receipt.Mark.values())
        .filter(marks::contains)
        .map(MarkNames::of)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static String of(Receipt.Mark mark) {
    return switch (mark) {
      case MALFORMED -> "malformed";
      case LATE -> "";
      case MAY_REPEAT -> "may_repeat";
      case RECOVERED -> "recovered";
    };
  }
}
