package dev.logtail.pipeline.store;

import dev.logtail.model.LogEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds each context once for all packed runs of a store, as long as one of them has it, and
 * numbers those of the run that is being packed. Guarded by the store.
 *
 * <p>Most events have a context that was there a moment ago: it is looked for where the last one
 * was that looked like it, which takes no hashing of texts. Contexts made to look alike take no
 * more than a look at the map for each.
 */
final class Contexts {
  /** A power of two. */
  private static final int PLACES = 4096;

  /** Templates are kept from run to run as long as there are no more contexts. */
  private static final int MOST_WITH_CUT = 2048;

  /** A context, and how many runs have it. */
  static final class Use {
    final Context context;
    private int runs;

    /** The last run that has it, and its number there. */
    private long run;

    private int number;

    /** How the last event was cut. */
    private Optional<RawCut> cut = Optional.empty();

    private Use(Context context) {
      this.context = context;
    }

    int number() {
      return number;
    }

    Optional<RawCut> cut() {
      return cut;
    }

    void keep(RawCut last) {
      cut = Optional.of(last);
    }
  }

  private final Map<Context, Use> held = new HashMap<>();
  private final @Nullable Use[] lately = new Use[PLACES];
  private final List<Use> used = new ArrayList<>();
  private long run;
  private long weight;

  /** Another run begins, which has no context yet. */
  void startRun() {
    used.clear();
    run++;
  }

  /** The context of {@code event}, which the run has from now on. */
  Use of(LogEvent event) {
    int place = Context.likeness(event) & PLACES - 1;
    Use use = lately[place];
    if (use == null || !use.context.isOf(event)) {
      use = use(Context.of(event));
      lately[place] = use;
    }
    if (use.run != run) {
      use.run = run;
      use.runs++;
      use.number = used.size();
      used.add(use);
    }
    return use;
  }

  private Use use(Context context) {
    Use found = held.get(context);
    if (found == null) {
      found = new Use(context);
      held.put(context, found);
      weight += context.weight();
    }
    return found;
  }

  /** The contexts of the run by their numbers; it has no more. */
  Context[] endRun() {
    Context[] contexts = new Context[used.size()];
    for (int i = 0; i < contexts.length; i++) {
      Use use = used.get(i);
      contexts[i] = use.context;
      if (held.size() > MOST_WITH_CUT || !use.cut.map(RawCut::isSmall).orElse(true)) {
        use.cut = Optional.empty();
      }
    }
    used.clear();
    return contexts;
  }

  /** A run that had {@code contexts} is gone. */
  void release(Context[] contexts) {
    for (Context context : contexts) {
      Use found = held.get(context);
      if (found != null && --found.runs == 0) {
        forget(found);
      }
    }
  }

  private void forget(Use use) {
    held.remove(use.context);
    weight -= use.context.weight();
    int place = use.context.likeness() & PLACES - 1;
    if (lately[place] == use) {
      lately[place] = null;
    }
  }

  void clear() {
    held.clear();
    Arrays.fill(lately, null);
    weight = 0;
  }

  /** About how many bytes of memory all of them hold. */
  long weight() {
    return weight;
  }
}
