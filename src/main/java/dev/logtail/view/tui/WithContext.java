package dev.logtail.view.tui;

import java.util.OptionalLong;

/**
 * Some entries, and as many as wanted before and after each of them. Only the entries themselves
 * are counted.
 *
 * @param core the entries
 * @param base what their neighbours are taken from; holds all of {@code core}
 * @param reach how many neighbours each way
 */
record WithContext(EntryNumbers core, EntryNumbers base, int reach) implements EntryNumbers {
  @Override
  public OptionalLong atOrAfter(long number) {
    OptionalLong next = base.atOrAfter(number);
    if (next.isEmpty() || isNear(core.atOrBefore(next.getAsLong()), next.getAsLong())) {
      return next;
    }
    OptionalLong match = core.atOrAfter(next.getAsLong());
    if (match.isEmpty()) {
      return OptionalLong.empty();
    }
    long first = Math.max(0, base.countBefore(match.getAsLong()) - reach);
    return OptionalLong.of(base.at(Math.max(first, base.countBefore(next.getAsLong()))));
  }

  @Override
  public OptionalLong atOrBefore(long number) {
    OptionalLong previous = base.atOrBefore(number);
    if (previous.isEmpty() || isNear(core.atOrAfter(previous.getAsLong()), previous.getAsLong())) {
      return previous;
    }
    OptionalLong match = core.atOrBefore(previous.getAsLong());
    if (match.isEmpty()) {
      return OptionalLong.empty();
    }
    long last = base.countBefore(match.getAsLong()) + reach;
    return OptionalLong.of(base.at(Math.min(last, base.countBefore(previous.getAsLong()))));
  }

  private boolean isNear(OptionalLong match, long number) {
    return match.isPresent()
        && Math.abs(base.countBefore(match.getAsLong()) - base.countBefore(number)) <= reach;
  }

  @Override
  public long countBefore(long number) {
    return core.countBefore(number);
  }

  @Override
  public long count() {
    return core.count();
  }

  @Override
  public long at(long index) {
    return core.at(index);
  }
}
