package dev.logtail.view.template;

import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.StyledText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many cells a value takes, as printf says it.
 *
 * <pre>
 *   8     at least 8, blanks before it      -8    at least 8, blanks behind it
 *   .8    at most 8, the last one an …      -8.8  exactly 8
 * </pre>
 *
 * @param least 0 for any
 * @param most {@link #UNLIMITED} for any
 */
record Room(int least, boolean left, int most) {
  static final int UNLIMITED = Integer.MAX_VALUE;
  static final Room ANY = new Room(0, true, UNLIMITED);

  private static final Pattern SHAPE = Pattern.compile("(-?)(\\d{1,4})?(?:\\.(\\d{1,4}))?");

  /** Reads what stands behind the colon; empty when it is no width. */
  static Optional<Room> parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches() || (parts.group(2) == null && parts.group(3) == null)) {
      return Optional.empty();
    }
    return Optional.of(
        new Room(
            number(parts.group(2), 0),
            !parts.group(1).isEmpty(),
            number(parts.group(3), UNLIMITED)));
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }

  /** What is left of {@code safe} in this room. */
  String cut(String safe) {
    if (most == UNLIMITED || CellWidth.of(safe) <= most) {
      return safe;
    }
    return most == 0 ? "" : CellWidth.cut(safe, most - 1) + "…";
  }

  /** Blanks that {@code value} lacks. */
  String blanks(StyledText value) {
    return " ".repeat(least == 0 ? 0 : Math.max(0, least - CellWidth.of(value.plain())));
  }
}
