package dev.logtail.pipeline.store;

import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.WorkerKey;
import java.util.Set;

/** What many events have in common word for word: held once, however many they are. */
record Context(
    WorkerKey worker,
    Level level,
    Origin origin,
    Set<Receipt.Mark> marks,
    boolean json,
    String boot) {
  private static final int FIXED_BYTES = 480;

  static Context of(LogEvent event) {
    Receipt receipt = event.receipt();
    return new Context(
        event.worker(),
        event.level(),
        event.origin(),
        receipt.marks(),
        receipt.json(),
        receipt.id().boot());
  }

  /** About how many bytes of memory it holds. */
  int weight() {
    return FIXED_BYTES
        + worker.value().length()
        + level.word().length()
        + origin.logger().length()
        + origin.module().length()
        + origin.function().length()
        + boot.length();
  }
}
