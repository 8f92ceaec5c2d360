package dev.logtail.tool.probe;

import dev.logtail.model.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks into an API: from its host's name to the workers that it lists. */
@FunctionalInterface
public interface ApiProbing {
  /**
   * Begins and returns at once.
   *
   * @param within how long it may take
   * @param told hears each step as soon as it is known, in order, by one thread at a time
   * @param finished hears once, behind the last step, what is listed; empty where nothing could be
   */
  StreamProbing.Looking probe(
      Duration within, Consumer<Step> told, Consumer<Optional<List<Worker>>> finished);
}
