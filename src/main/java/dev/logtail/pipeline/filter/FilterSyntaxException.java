package dev.logtail.pipeline.filter;

import dev.logtail.model.ErrorPlace;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * A filter that cannot be understood. The message says in one line what is wrong or what should
 * stand there; it may quote what was typed.
 */
public final class FilterSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient ErrorPlace place;

  /**
   * @param text all that was typed
   * @param index where in it the error is, in chars; its length for the end
   */
  FilterSyntaxException(String text, int index, String message) {
    super(message);
    this.place = new ErrorPlace(text, index);
  }

  /** {@link ErrorPlace#column} of where the error is. */
  public int column() {
    return place.column();
  }

  /** {@link ErrorPlace#picture} of where the error is. */
  public List<String> picture(UnaryOperator<String> safe, ToIntFunction<String> cells) {
    return place.picture(safe, cells);
  }
}
