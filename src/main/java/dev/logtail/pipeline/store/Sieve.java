package dev.logtail.pipeline.store;

import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.filter.TextPattern;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which entries of a packed run may meet a condition: few others pass it. What runs share is
 * asked once. For one thread.
 */
final class Sieve {
  private final Condition condition;
  private final List<TextPattern> texts;
  private final List<Needle> needles;
  private final IdentityHashMap<Context, Boolean> possible = new IdentityHashMap<>();
  private final List<Map<WorkerKey, Boolean>> told = new ArrayList<>();

  Sieve(Condition condition) {
    this.condition = condition;
    this.texts = condition.texts().stream().filter(text -> !traceOf(text).isEmpty()).toList();
    this.needles = texts.stream().map(text -> new Needle(text.trace())).toList();
    texts.forEach(text -> told.add(new HashMap<>()));
  }

  private static String traceOf(TextPattern text) {
    return text.trace().text();
  }

  /** The slots of what may meet the condition: all notices, and some events. */
  BitSet candidates(PackedRun run) {
    BitSet candidates = new BitSet(run.count());
    candidates.set(0, run.count());
    removeImpossible(run, candidates);
    for (int i = 0; i < needles.size() && !candidates.isEmpty(); i++) {
      removeWithout(i, run, candidates);
    }
    return candidates;
  }

  private void removeImpossible(PackedRun run, BitSet candidates) {
    Context[] contexts = run.contexts();
    boolean[] may = new boolean[contexts.length];
    boolean all = true;
    for (int i = 0; i < contexts.length; i++) {
      may[i] = possible.computeIfAbsent(contexts[i], this::isPossible);
      all &= may[i];
    }
    if (all) {
      return;
    }
    ByteSource in = new ByteSource(run.bytes());
    for (int slot = 0; slot < run.count(); slot++) {
      in.moveTo(run.start(slot));
      if ((in.next() & PackedRun.NOTICE) == 0 && !may[in.length()]) {
        candidates.clear(slot);
      }
    }
  }

  private boolean isPossible(Context context) {
    return condition.possible().test(context.worker(), context.level().severity());
  }

  /** Of each context whether text number {@code index} is in the worker's key. */
  private boolean[] told(int index, Context[] contexts) {
    TextPattern text = texts.get(index);
    boolean[] in = new boolean[contexts.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = told.get(index).computeIfAbsent(contexts[i].worker(), key -> text.isIn(key.value()));
    }
    return in;
  }

  private void removeWithout(int index, PackedRun run, BitSet candidates) {
    Needle needle = needles.get(index);
    boolean[] told = told(index, run.contexts());
    ByteSource in = new ByteSource(run.bytes());
    int found = -1;
    for (int slot = 0; slot < run.count(); slot++) {
      in.moveTo(run.start(slot));
      if ((in.next() & PackedRun.NOTICE) != 0 || told[in.length()]) {
        continue;
      }
      int start = in.length();
      int end = start + in.length();
      if (found < start) {
        found = needle.indexIn(run.bytes(), start, run.messagesEnd());
      }
      if (found + needle.length() > end) {
        candidates.clear(slot);
      }
    }
  }
}
