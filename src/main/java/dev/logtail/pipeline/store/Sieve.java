package dev.logtail.pipeline.store;

import dev.logtail.pipeline.filter.TextPattern;
import java.util.BitSet;
import java.util.List;

/** Tells which entries of a packed run may meet a condition: few others pass it. Immutable. */
final class Sieve {
  private final Condition condition;
  private final List<TextPattern> texts;
  private final List<Needle> needles;

  Sieve(Condition condition) {
    this.condition = condition;
    this.texts = condition.texts().stream().filter(text -> !traceOf(text).isEmpty()).toList();
    this.needles = texts.stream().map(text -> new Needle(text.trace())).toList();
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
      removeWithout(texts.get(i), needles.get(i), run, candidates);
    }
    return candidates;
  }

  private void removeImpossible(PackedRun run, BitSet candidates) {
    Context[] contexts = run.contexts();
    boolean[] possible = new boolean[contexts.length];
    boolean all = true;
    for (int i = 0; i < contexts.length; i++) {
      Context context = contexts[i];
      possible[i] = condition.possible().test(context.worker(), context.level().severity());
      all &= possible[i];
    }
    if (all) {
      return;
    }
    ByteSource in = new ByteSource(run.bytes());
    for (int slot = 0; slot < run.count(); slot++) {
      in.moveTo(run.start(slot));
      if ((in.next() & PackedRun.NOTICE) == 0 && !possible[in.length()]) {
        candidates.clear(slot);
      }
    }
  }

  private static void removeWithout(
      TextPattern text, Needle needle, PackedRun run, BitSet candidates) {
    boolean[] told = new boolean[run.contexts().length];
    for (int i = 0; i < told.length; i++) {
      told[i] = text.isIn(run.contexts()[i].worker().value());
    }
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
