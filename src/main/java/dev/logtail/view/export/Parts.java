package dev.logtail.view.export;

/** The destinations that an export fills one after the other. */
@FunctionalInterface
public interface Parts {
  /**
   * Opens the next one.
   *
   * @param format what will be written there: it knows how to mend what stands there already
   * @throws OutputException when it cannot be written; nothing has been touched then
   */
  Destination open(RecordFormat format) throws OutputException;

  /** How many bytes each may hold, unless one record alone has more. */
  default long mostBytes() {
    return Long.MAX_VALUE;
  }
}
