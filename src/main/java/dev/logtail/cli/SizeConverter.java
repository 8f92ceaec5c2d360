package dev.logtail.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a number of bytes: {@code 16MiB}, {@code 64m}, {@code 1g}, {@code 4096}. Units are powers
 * of 1024.
 */
public final class SizeConverter implements ITypeConverter<Long> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(?:([kmg])(?:i?b)?|b)?");

  @Override
  public Long convert(String text) {
    Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw unfit(text);
    }
    try {
      return Math.multiplyExact(Long.parseLong(size.group(1)), factor(size.group(2)));
    } catch (ArithmeticException e) {
      throw unfit(text);
    }
  }

  private static long factor(@Nullable String unit) {
    return switch (unit == null ? "" : unit) {
      case "k" -> 1L << 10;
      case "m" -> 1L << 20;
      case "g" -> 1L << 30;
      default -> 1;
    };
  }

  private static TypeConversionException unfit(String text) {
    return new TypeConversionException("'" + text + "' is no size; write 4096, 512k, 64m or 1g");
  }
}
