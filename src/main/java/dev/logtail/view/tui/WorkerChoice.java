package dev.logtail.view.tui;

import dev.logtail.model.WorkerKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whose entries are shown.
 *
 * @param solo the only worker shown, where one was chosen
 * @param hidden the workers switched off otherwise
 */
public record WorkerChoice(Optional<WorkerKey> solo, Set<WorkerKey> hidden) {
  static final WorkerChoice ALL = new WorkerChoice(Optional.empty(), Set.of());

  public WorkerChoice {
    hidden = Set.copyOf(hidden);
  }

  boolean shows(WorkerKey worker) {
    return solo.map(worker::equals).orElseGet(() -> !hidden.contains(worker));
  }

  boolean isAll() {
    return solo.isEmpty() && hidden.isEmpty();
  }

  WorkerChoice only(WorkerKey worker) {
    return new WorkerChoice(Optional.of(worker), hidden);
  }

  /** Switches {@code worker} off or on again. */
  WorkerChoice toggle(WorkerKey worker) {
    Set<WorkerKey> changed = new HashSet<>(hidden);
    if (!changed.remove(worker)) {
      changed.add(worker);
    }
    return new WorkerChoice(Optional.empty(), changed);
  }
}
