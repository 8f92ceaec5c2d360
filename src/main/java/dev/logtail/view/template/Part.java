package dev.logtail.view.template;

import dev.logtail.view.style.TimeStyle;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** A piece of a template. */
sealed interface Part {
  /** Text to be written as it is, safe but for tabs. */
  record Text(String text) implements Part {}

  /** The end of a line. */
  record LineEnd() implements Part {}

  /** A value of the record. */
  record Value(Source source, Room room) implements Part {}

  /** Where a value comes from. */
  sealed interface Source {}

  /** The time in a style; empty for that of the view. */
  record Time(Optional<TimeStyle> style) implements Source {}

  /** The time in a pattern of java.time. */
  record Pattern(DateTimeFormatter format) implements Source {}

  record Known(KnownField field) implements Source {}

  /** The way to a value in the JSON that was received. */
  record Path(List<String> names) implements Source {
    public Path {
      names = List.copyOf(names);
    }
  }
}
