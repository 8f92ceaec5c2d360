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
  /** Who has which of so many colours. */
  private static final class Places {
    private final int[] uses;
    private final Map<WorkerKey, Integer> given = new HashMap<>();

    Places(int count) {
      this.uses = new int[count];
    }

    int of(WorkerKey worker) {
      Integer place = given.get(worker);
      if (place == null) {
        place = choose(worker);
        given.put(worker, place);
      }
      return place;
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
  }

  private final List<Ink> inks;
  private final Map<Integer, Places> placesByCount;

  /**
   * @param inks the colours; none means that every worker has the terminal's own
   */
  public Palette(List<Ink> inks) {
    this(inks, new HashMap<>());
  }

  private Palette(List<Ink> inks, Map<Integer, Places> placesByCount) {
    this.inks = List.copyOf(inks);
    this.placesByCount = placesByCount;
  }

  /**
   * A palette of other colours. A worker keeps its place among as many colours as before; among
   * more or fewer it gets one of its own, and its old one back when it returns to the old colours.
   */
  public Palette with(List<Ink> others) {
    return new Palette(others, placesByCount);
  }

  public Ink inkOf(WorkerKey worker) {
    return inks.isEmpty()
        ? Ink.DEFAULT
        : inks.get(placesByCount.computeIfAbsent(inks.size(), Places::new).of(worker));
  }

  /** Keys that differ in one digit must not be neighbours. */
  private static int spread(int hash) {
    int mixed = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
    return mixed ^ (mixed >>> 13);
  }
}
