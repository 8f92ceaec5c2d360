package dev.logtail.runtime;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A backlog in memory that lets nobody push others out: past its bound it drops the oldest values
 * of those lanes that hold more than their equal share. What waits is taken in the order in which
 * it came, whatever its lane.
 */
public final class FairQueue<K, T> implements Backlog<T> {
  private static final int LEAST_DEAD = 1024;

  /** A value in the queue; null once it is dropped. */
  private static final class Node<T> {
    private @Nullable T value;

    Node(T value) {
      this.value = value;
    }
  }

  private static final class Lane<T> {
    private final ArrayDeque<Node<T>> nodes = new ArrayDeque<>();
    private long bytes;
  }

  private final ToIntFunction<? super T> weigher;
  private final Function<? super T, K> laneOf;
  private final long bound;
  private final Consumer<? super T> onDrop;

  /** All guarded by this. */
  private ArrayDeque<Node<T>> order = new ArrayDeque<>();

  private final Map<K, Lane<T>> lanes = new HashMap<>();

  /** Lanes that held more than their share when they were last looked at. */
  private final Set<Lane<T>> fat = new LinkedHashSet<>();

  private long bytes;
  private long passed;
  private int dead;

  /**
   * @param bound bytes that may wait, as {@code weigher} counts; a single value may exceed it alone
   * @param laneOf whose value it is
   * @param onDrop called by the thread that adds, under this queue's lock
   */
  public FairQueue(
      ToIntFunction<? super T> weigher,
      long bound,
      Function<? super T, K> laneOf,
      Consumer<? super T> onDrop) {
    this.weigher = weigher;
    this.bound = bound;
    this.laneOf = laneOf;
    this.onDrop = onDrop;
  }

  @Override
  public synchronized boolean offerAll(List<? extends T> values) {
    boolean wasEmpty = isEmpty();
    values.forEach(this::add);
    return wasEmpty;
  }

  private void add(T value) {
    Node<T> node = new Node<>(value);
    Lane<T> lane = lanes.computeIfAbsent(laneOf.apply(value), key -> new Lane<>());
    int weight = weigher.applyAsInt(value);
    order.add(node);
    lane.nodes.add(node);
    lane.bytes += weight;
    bytes += weight;
    if (lane.bytes > share()) {
      fat.add(lane);
    }
    while (bytes > bound && live() > 1) {
      dropFrom(fattest());
    }
  }

  private int live() {
    return order.size() - dead;
  }

  private long share() {
    return bound / lanes.size();
  }

  /** Some lane above its share: there is one whenever the bound is exceeded. */
  private Lane<T> fattest() {
    for (Iterator<Lane<T>> all = fat.iterator(); all.hasNext(); ) {
      Lane<T> lane = all.next();
      if (lane.bytes > share()) {
        return lane;
      }
      all.remove();
    }
    lanes.values().stream().filter(lane -> lane.bytes > share()).forEach(fat::add);
    return fat.iterator().next();
  }

  private void dropFrom(Lane<T> lane) {
    Node<T> oldest = lane.nodes.remove();
    T value = oldest.value;
    oldest.value = null;
    dead++;
    if (value != null) {
      passed++;
      discharge(lane, value);
      onDrop.accept(value);
    }
    if (dead > LEAST_DEAD && dead > live()) {
      bury();
    }
  }

  private void discharge(Lane<T> lane, T value) {
    int weight = weigher.applyAsInt(value);
    lane.bytes -= weight;
    bytes -= weight;
  }

  /** Forgets the places of dropped values, which would else pile up behind one that stays. */
  private void bury() {
    ArrayDeque<Node<T>> living = new ArrayDeque<>(live() + 1);
    order.stream().filter(node -> node.value != null).forEach(living::add);
    order = living;
    dead = 0;
  }

  @Override
  public synchronized int drainTo(Collection<? super T> target, int most) {
    int moved = 0;
    while (moved < most && !order.isEmpty()) {
      T value = order.remove().value;
      if (value == null) {
        dead--;
        continue;
      }
      Lane<T> lane = lanes.get(laneOf.apply(value));
      if (lane != null) {
        lane.nodes.remove();
        discharge(lane, value);
      }
      target.add(value);
      moved++;
    }
    passed += moved;
    return moved;
  }

  @Override
  public synchronized boolean isEmpty() {
    return live() == 0;
  }

  @Override
  public synchronized long passed() {
    return passed;
  }

  @Override
  public synchronized void close() {
    order.clear();
    lanes.clear();
    fat.clear();
    bytes = 0;
    dead = 0;
  }
}
