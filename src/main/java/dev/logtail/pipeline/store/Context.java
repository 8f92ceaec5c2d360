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

  /** Whether it is the context of {@code event}. */
  boolean isOf(LogEvent event) {
    Receipt receipt = event.receipt();
    return worker.equals(event.worker())
        && json == receipt.json()
        && level.equals(event.level())
        && origin.equals(event.origin())
        && marks.equals(receipt.marks())
        && boot.equals(receipt.id().boot());
  }

  /** A number that is the same for events of the same context, and seldom for others. */
  static int likeness(LogEvent event) {
    return likeness(event.worker(), event.level(), event.origin());
  }

  int likeness() {
    return likeness(worker, level, origin);
  }

  /** Tells long texts by their lengths: nothing is hashed but what all events of a stream share. */
  private static int likeness(WorkerKey worker, Level level, Origin origin) {
    int number = worker.value().hashCode();
    number = 31 * number + level.word().hashCode();
    number = 31 * number + origin.line();
    number = 31 * number + origin.logger().length();
    number = 31 * number + origin.module().length();
    number = (31 * number + origin.function().length()) * 0x9E3779B1;
    return number >>> 16;
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
