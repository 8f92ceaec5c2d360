package dev.logtail.view.style;

import dev.logtail.model.WorkerKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each worker a colour and keeps to it. A worker starts at the colour of its key's hash, so
 * that it tends to look the same tomorrow; where that is taken it gets the next least used one, so
 * that no two workers look alike before every colour is in use. One per view; its thread only.
 */
public final class Palette {
  private final List<Ink> inks;
  private final int[] uses;
  private final Map<WorkerKey, Ink> given = new HashMap<>();

  /**
   * @param inks the colours; none means that every worker has the terminal's own
   */
  public Palette(List<Ink> inks) {
    this.inks = List.copyOf(inks);
    this.uses = new int[inks.size()];
  }

  public Ink inkOf(WorkerKey worker) {
    Ink ink = given.get(worker);
    if (ink == null) {
      ink = inks.isEmpty() ? Ink.DEFAULT : inks.get(choose(worker));
      given.put(worker, ink);
    }
    return ink;
  }

  private int choose(WorkerKey worker) {
    int start = Math.floorMod(spread(worker.value().hashCode()), uses.length);
    int best = start;
    for (int step = 1; step < uses.length && uses[best] > 0; step++) {
      int next = (start + step) % uses.length;
      if (uses[next] < uses[best]) {
        best = next;
      }
    }
    uses[best]++;
    return best;
  }

  /** Keys that differ in one digit must not be neighbours. */
  private static int spread(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    return mixed ^ (mixed >>> 13);
  }
}
