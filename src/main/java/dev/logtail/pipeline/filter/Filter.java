package dev.logtail.pipeline.filter;

import java.util.List;

/**
 * A filter that was understood.
 *
 * @param hints what may have been meant otherwise, a sentence each, for the user
 */
public record Filter(EntryFilter condition, List<String> hints) {
  public Filter {
    hints = List.copyOf(hints);
  }
}
