package dev.logtail.model;

/**
 * What a server tells its records apart by, where it does: then a repeat and a gap can be proved
 * instead of guessed.
 *
 * @param boot names one life of a server that numbers its records, "" where it does not
 * @param seq counts the records of one boot without a gap
 * @param id names the record among all of its server's, "" for none: foreign text
 */
public record RecordId(String boot, long seq, String id) {
  public static final RecordId NONE = new RecordId("", 0, "");

  public static RecordId numbered(String boot, long seq) {
    return new RecordId(boot, seq, "");
  }

  public static RecordId named(String id) {
    return new RecordId("", 0, id);
  }

  /** True when {@link #seq} says how many records came before it in its boot. */
  public boolean isNumbered() {
    return !boot.isEmpty();
  }
}
