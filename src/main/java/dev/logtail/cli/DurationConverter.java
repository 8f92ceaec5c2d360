package dev.logtail.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}, {@code 10s}, {@code 2h30m}, {@code 1.5s}; a bare number means seconds. */
public final class DurationConverter implements ITypeConverter<Duration> {
  private static final String NUMBER = "(\\d{1,9}(?:\\.\\d{1,9})?)";
  private static final Pattern SECONDS = Pattern.compile(NUMBER);
  private static final Pattern PART = Pattern.compile(NUMBER + "(ms|s|m|h|d)");

  @Override
  public Duration convert(String text) {
    if (SECONDS.matcher(text).matches()) {
      return part(Double.parseDouble(text), "s");
    }
    Matcher parts = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (parts.find() && parts.start() == end) {
      sum = sum.plus(part(Double.parseDouble(parts.group(1)), parts.group(2)));
      end = parts.end();
    }
    if (text.isEmpty() || end != text.length()) {
      throw new TypeConversionException(
          "'" + text + "' is no duration; write 500ms, 10s, 5m or 2h30m");
    }
    return sum;
  }

  private static Duration part(double number, String unit) {
    double millis =
        switch (unit) {
          case "ms" -> 1;
          case "m" -> 60_000;
          case "h" -> 3_600_000;
          case "d" -> 86_400_000;
          default -> 1000;
        };
    return Duration.ofMillis(Math.round(number * millis));
  }
}
