package dev.logtail.view.tui;

/**
 * The numbers of the header.
 *
 * @param recordsPerSecond over all workers, lately
 * @param losses what is known of records that are not here
 * @param connected how many workers' streams are live
 * @param total how many workers there are
 * @param bytesHeld memory that the entries held take, about
 * @param bytesCap how much they may take
 * @param source where the workers were learned from, for example the API's URL: foreign text
 * @param discoveryFailure why the workers can't be learned at the moment, in one line, or "":
 *     foreign text
 */
public record ConsoleFigures(
    double recordsPerSecond,
    Losses losses,
    int connected,
    int total,
    long bytesHeld,
    long bytesCap,
    String source,
    String discoveryFailure) {
  /**
   * Of all workers so far.
   *
   * @param dropped records that came and could not be taken
   * @param gaps places where records are missing or may be; nobody knows how many
   */
  public record Losses(long dropped, long gaps) {
    public static final Losses NONE = new Losses(0, 0);

    boolean isNone() {
      return dropped == 0 && gaps == 0;
    }
  }
}
