package dev.logtail.view.tui;

/**
 * The numbers of the header.
 *
 * @param recordsPerSecond over all workers, lately
 * @param losses what is known of records that are not here
 * @param connected how many workers' streams are live
 * @param total how many workers there are, without those that are gone
 * @param bytesHeld memory that the entries held take, about
 * @param bytesCap how much they may take
 */
public record ConsoleFigures(
    double recordsPerSecond,
    Losses losses,
    int connected,
    int total,
    long bytesHeld,
    long bytesCap,
    Discovery discovery) {
  /**
   * How the workers are learned of. All foreign text.
   *
   * @param source from where, for example the API's URL
   * @param begun whether the source has been asked; before that there may be workers and none is
   *     known
   * @param failure why they can't be learned of at the moment, in one line, or ""
   * @param surplus which ones are not followed since there are too many, in one line, or ""
   */
  public record Discovery(String source, boolean begun, String failure, String surplus) {}

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
