package dev.logtail.tool.debug;

import java.net.URI;
import java.util.Optional;

/**
 * Knows the streams that only ever speak: their servers never read, and end a connection that sends
 * to them.
 */
public interface ReceiveOnly {
  /** Knows none. */
  ReceiveOnly NONE =
      new ReceiveOnly() {
        @Override
        public Optional<String> byAddress(URI url) {
          return Optional.empty();
        }

        @Override
        public boolean mayBe(URI url) {
          return false;
        }

        @Override
        public Optional<String> byMessage(String text) {
          return Optional.empty();
        }
      };

  /** What kind of stream {@code url} is, where that tells. */
  Optional<String> byAddress(URI url);

  /**
   * Whether it is worth a moment to wait for the first message of {@code url}, which would tell.
   */
  boolean mayBe(URI url);

  /** What kind of stream sends {@code text}. Any thread; must be quick. */
  Optional<String> byMessage(String text);
}
