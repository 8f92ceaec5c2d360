package dev.logtail.pipeline.filter;

import java.util.Optional;

/**
 * Words that mean more than text to one user of the filter language. In quotes they are text again.
 */
public interface Idioms {
  /** No such words. */
  Idioms NONE =
      new Idioms() {
        @Override
        public Optional<EntryFilter> alone(String word) {
          return Optional.empty();
        }

        @Override
        public boolean isCompared(String word) {
          return false;
        }

        @Override
        public EntryFilter compared(String word, String operator, String value) {
          throw new IllegalArgumentException("'" + word + "' is not compared");
        }
      };

  /**
   * What the word asks where a condition stands; empty where it is text like any other.
   *
   * @throws IllegalArgumentException when it can't stand alone; the message says what to write
   */
  Optional<EntryFilter> alone(String word);

  /** True for a word that is compared in a way of its own. */
  boolean isCompared(String word);

  /**
   * What such a comparison asks.
   *
   * @throws IllegalArgumentException when it asks nothing; the message says what to write
   */
  EntryFilter compared(String word, String operator, String value);
}
