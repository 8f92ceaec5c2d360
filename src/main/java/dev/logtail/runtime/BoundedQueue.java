package dev.logtail.runtime;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * A first-in-first-out queue bounded in bytes that never makes its producer wait: what overflows is
 * dropped, oldest first, and counted. Elements of weight 0 are never dropped. Safe for use by many
 * threads.
 */
public final class BoundedQueue<T> implements Backlog<T> {
  private final ToIntFunction<T> weigher;
  private final SharedBudget budget;
  private final Consumer<? super T> onDrop;

  /**
   * All guarded by this. {@code spared} are weightless elements that stood before something
   * dropped.
   */
  private final ArrayDeque<T> spared = new ArrayDeque<>();

  private final ArrayDeque<T> elements = new ArrayDeque<>();
  private long bytes;
  private long dropped;
  private long passed;

  /**
   * @param weigher bytes that an element holds; 0 for one that must never be dropped
   * @param bound bytes that may be queued; a single element may exceed it alone
   */
  public BoundedQueue(ToIntFunction<T> weigher, long bound) {
    this(weigher, bound, dropped -> {});
  }

  /** A queue that shares its bound with others: it may have what they leave. */
  public BoundedQueue(ToIntFunction<T> weigher, SharedBudget budget) {
    this(weigher, budget, dropped -> {});
  }

  /**
   * The same, told of each element that is dropped.
   *
   * @param onDrop called by the thread that offers, which holds this queue's lock
   */
  public BoundedQueue(ToIntFunction<T> weigher, long bound, Consumer<? super T> onDrop) {
    this(weigher, new SharedBudget(bound), onDrop);
  }

  private BoundedQueue(ToIntFunction<T> weigher, SharedBudget budget, Consumer<? super T> onDrop) {
    this.weigher = weigher;
    this.budget = budget;
    this.onDrop = onDrop;
    budget.join();
  }

  /**
   * Adds {@code element}; true when the queue was empty before, so that its reader must be woken.
   */
  public synchronized boolean offer(T element) {
    boolean wasEmpty = isEmpty();
    add(element);
    return wasEmpty;
  }

  @Override
  public synchronized boolean offerAll(List<? extends T> added) {
    boolean wasEmpty = isEmpty();
    for (T element : added) {
      add(element);
    }
    return wasEmpty;
  }

  private void add(T element) {
    elements.add(element);
    int weight = weigher.applyAsInt(element);
    weigh(weight);
    while (weight > 0 && elements.size() > 1 && budget.isExceededBy(bytes)) {
      dropOldest();
    }
  }

  private void weigh(long change) {
    bytes += change;
    budget.use(change);
  }

  private void dropOldest() {
    T oldest = elements.remove();
    int weight = weigher.applyAsInt(oldest);
    if (weight == 0) {
      spared.add(oldest);
    } else {
      weigh(-weight);
      dropped++;
      passed++;
      onDrop.accept(oldest);
    }
  }

  @Override
  public synchronized int drainTo(Collection<? super T> target, int most) {
    int moved = 0;
    while (moved < most && (!spared.isEmpty() || !elements.isEmpty())) {
      T next = spared.isEmpty() ? elements.remove() : spared.remove();
      weigh(-weigher.applyAsInt(next));
      target.add(next);
      moved++;
    }
    passed += moved;
    return moved;
  }

  /**
   * Moves the oldest elements, at most {@code most}, into {@code target}; returns how many dropped
   * before those since this or {@link #takeDropped} was last called.
   */
  public synchronized long drainBehindDropped(Collection<? super T> target, int most) {
    long before = takeDropped();
    drainTo(target, most);
    return before;
  }

  /** Drops everything that may be dropped. */
  public synchronized void dropAll() {
    while (!elements.isEmpty()) {
      dropOldest();
    }
  }

  @Override
  public synchronized boolean isEmpty() {
    return elements.isEmpty() && spared.isEmpty();
  }

  @Override
  public synchronized long passed() {
    return passed;
  }

  /** How many elements have been dropped since the last call. */
  public synchronized long takeDropped() {
    long count = dropped;
    dropped = 0;
    return count;
  }

  @Override
  public synchronized void close() {
    elements.clear();
    spared.clear();
    weigh(-bytes);
  }

  /** Bytes queued now. */
  public synchronized long bytes() {
    return bytes;
  }
}
