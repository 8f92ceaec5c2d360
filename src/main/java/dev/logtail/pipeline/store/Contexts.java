package dev.logtail.pipeline.store;

import java.util.HashMap;
import java.util.Map;

/**
 * Holds each context once for all packed runs of a store, as long as one of them has it. Guarded by
 * the store.
 */
final class Contexts {
  /** A context and how many runs have it. */
  private static final class Held {
    final Context context;
    int runs;

    Held(Context context) {
      this.context = context;
    }
  }

  private final Map<Context, Held> held = new HashMap<>();
  private long weight;

  /** The one that equals {@code context}, for one run more. */
  Context hold(Context context) {
    Held found = held.get(context);
    if (found == null) {
      found = new Held(context);
      held.put(context, found);
      weight += context.weight();
    }
    found.runs++;
    return found.context;
  }

  /** A run that had {@code contexts} is gone. */
  void release(Context[] contexts) {
    for (Context context : contexts) {
      Held found = held.get(context);
      if (found != null && --found.runs == 0) {
        held.remove(context);
        weight -= context.weight();
      }
    }
  }

  void clear() {
    held.clear();
    weight = 0;
  }

  /** About how many bytes of memory all of them hold. */
  long weight() {
    return weight;
  }
}
