package dev.logtail.pipeline.discovery;

import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which workers a command is about: all of them, or those that its targets name. An exact key wins
 * over everything that it is a part of; a part counts only where it fits one worker, first in its
 * own case, then in any.
 */
public final class Selection {
  /** Every worker, those that appear later too. */
  public static final Selection ALL = new Selection(List.of());

  private final List<Target> targets;

  private Selection(List<Target> targets) {
    this.targets = targets;
  }

  /** What {@code targets} name together; all workers when there are none. */
  public static Selection of(List<Target> targets) {
    return new Selection(List.copyOf(targets));
  }

  /** False when only streams' own URLs are named, so that no API is needed. */
  public boolean asksDirectory() {
    return targets.isEmpty() || targets.stream().anyMatch(t -> !(t instanceof Target.Address));
  }

  /** The streams that are named by their own URL, in the order typed. */
  public List<URI> addresses() {
    return targets.stream()
        .filter(Target.Address.class::isInstance)
        .map(target -> ((Target.Address) target).url())
        .distinct()
        .toList();
  }

  /** What the directory is asked about: all targets but streams' own URLs. */
  public List<Target> keys() {
    return targets.stream().filter(target -> !(target instanceof Target.Address)).toList();
  }

  /**
   * Whether {@code key} is meant while {@code all} workers exist; quick for a set that is pinned.
   */
  public boolean matches(WorkerKey key, Collection<WorkerKey> all) {
    return targets.isEmpty() || targets.stream().anyMatch(target -> means(target, key, all));
  }

  private static boolean means(Target target, WorkerKey key, Collection<WorkerKey> all) {
    if (target instanceof Target.Address) {
      return false;
    }
    if (key.value().equals(target.text())) {
      return all.contains(key);
    }
    if (target instanceof Target.Exact || all.contains(new WorkerKey(target.text()))) {
      return false;
    }
    if (target instanceof Target.Key) {
      return holding(target.text(), all).equals(List.of(key));
    }
    return isLike(target, key) && all.contains(key);
  }

  /** Sorts out the targets among {@code workers}. */
  public Resolution resolve(List<Worker> workers) {
    if (targets.isEmpty()) {
      return new Resolution(workers, List.of(), List.of());
    }
    List<WorkerKey> keys = workers.stream().map(Worker::key).toList();
    Set<WorkerKey> chosen = new LinkedHashSet<>();
    List<UnknownTarget> unknown = new ArrayList<>();
    List<AmbiguousTarget> ambiguous = new ArrayList<>();
    for (Target target : targets) {
      List<WorkerKey> fitting = fitting(target, keys);
      if (!isClear(target, fitting)) {
        ambiguous.add(new AmbiguousTarget(target.text(), fitting));
      } else if (!fitting.isEmpty()) {
        chosen.addAll(fitting);
      } else if (!(target instanceof Target.Address)) {
        unknown.add(new UnknownTarget(target, NearestKeys.to(target.text(), keys), keys.size()));
      }
    }
    return new Resolution(
        workers.stream().filter(worker -> chosen.contains(worker.key())).toList(),
        unknown,
        ambiguous);
  }

  /**
   * The same selection with each part replaced by the key that it names among {@code all}, so that
   * a worker which appears later can't make it ambiguous.
   */
  public Selection pinned(Collection<WorkerKey> all) {
    return new Selection(targets.stream().map(target -> pinned(target, all)).toList());
  }

  private static Target pinned(Target target, Collection<WorkerKey> all) {
    if (target instanceof Target.Key) {
      List<WorkerKey> fitting = fitting(target, all);
      if (fitting.size() == 1) {
        return new Target.Exact(fitting.get(0).value());
      }
    }
    return target;
  }

  private static boolean isClear(Target target, List<WorkerKey> fitting) {
    return !(target instanceof Target.Key) || fitting.size() <= 1;
  }

  private static List<WorkerKey> fitting(Target target, Collection<WorkerKey> all) {
    if (target instanceof Target.Address) {
      return List.of();
    }
    List<WorkerKey> exact = all.stream().filter(k -> k.value().equals(target.text())).toList();
    if (!exact.isEmpty()) {
      return exact.subList(0, 1);
    }
    if (target instanceof Target.Key) {
      return holding(target.text(), all);
    }
    return all.stream().filter(key -> isLike(target, key)).toList();
  }

  private static boolean isLike(Target target, WorkerKey key) {
    if (target instanceof Target.Glob glob) {
      return glob.pattern().matcher(key.value()).find();
    }
    return target instanceof Target.Regex regex && regex.pattern().matcher(key.value()).find();
  }

  private static List<WorkerKey> holding(String part, Collection<WorkerKey> all) {
    List<WorkerKey> sameCase = all.stream().filter(k -> k.value().contains(part)).toList();
    if (!sameCase.isEmpty()) {
      return sameCase;
    }
    String lower = part.toLowerCase(Locale.ROOT);
    return all.stream().filter(k -> k.value().toLowerCase(Locale.ROOT).contains(lower)).toList();
  }
}
