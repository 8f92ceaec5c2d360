package dev.logtail.tool.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What is known of one target while it is looked into. Safe for many threads. */
final class Block {
  private final String target;
  private final CountDownLatch finished = new CountDownLatch(1);

  /** All guarded by this. */
  private final List<Step> steps = new ArrayList<>();

  private Optional<String> url;
  private Optional<StreamProbing.Looking> looking = Optional.empty();
  private boolean over;

  Block(String target, Optional<String> url) {
    this.target = target;
    this.url = url;
  }

  synchronized void isTriedAt(String where) {
    url = Optional.of(where);
  }

  synchronized void tell(Step step) {
    if (!over) {
      steps.add(step);
    }
  }

  /** Somebody looks into it. */
  synchronized void begun(StreamProbing.Looking who) {
    if (over) {
      who.giveUp();
    } else {
      looking = Optional.of(who);
    }
  }

  /** All is known. */
  void finish() {
    finished.countDown();
  }

  /** Waits until all is known, but no longer than {@code most}. */
  boolean await(Duration most) throws InterruptedException {
    return finished.await(Math.max(0, most.toNanos()), TimeUnit.NANOSECONDS);
  }

  /** What is known now; nothing is added later. */
  TargetReport close() {
    boolean late = finished.getCount() > 0;
    Optional<StreamProbing.Looking> who = end();
    Optional<Step> overdue = late ? Optional.of(overdue(who)) : Optional.empty();
    synchronized (this) {
      overdue.ifPresent(steps::add);
      return new TargetReport(target, url, steps);
    }
  }

  private synchronized Optional<StreamProbing.Looking> end() {
    over = true;
    return looking;
  }

  /** Asked without the lock, since those who look tell their steps under one of theirs. */
  private static Step overdue(Optional<StreamProbing.Looking> who) {
    who.ifPresent(StreamProbing.Looking::giveUp);
    return who.map(StreamProbing.Looking::overdue).orElseGet(WayFinding.NOT_BEGUN::with);
  }
}
