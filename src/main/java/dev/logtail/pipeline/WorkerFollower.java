package dev.logtail.pipeline;

import dev.logtail.model.Sink;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.Vitals.Standing;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus.Phase;
import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.discovery.StreamAddress;
import dev.logtail.pipeline.discovery.WorkerChange;
import dev.logtail.runtime.WallClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps a session on the workers that a selection means while they come, go and move. Is told of
 * changes by one thread at a time, after {@link #begin}.
 */
public final class WorkerFollower implements Sink<WorkerChange> {
  /** What is worth telling that belongs to no single worker. */
  public interface Listener {
    /** The API does not answer (any more); streams that are open go on. */
    void unreachable(StreamFailure failure);

    /** The API answers again. */
    void reachable();

    /** There are more workers than may be followed: these appeared and are not. */
    void surplus(List<WorkerKey> workers, int most);

    /** A stream's host was replaced by the API's own. */
    void rewritten(WorkerKey worker, String sent, StreamAddress address);
  }

  private final StreamPolicy policy;
  private final Selection selection;
  private final FollowSession session;
  private final WallClock clock;
  private final Listener listener;
  private final int most;

  /** All touched by the telling thread only. */
  private final Set<WorkerKey> listed = new LinkedHashSet<>();

  private final Set<WorkerKey> fromStart = new LinkedHashSet<>();
  private final Set<WorkerKey> followed = new HashSet<>();

  /** Hosts that were told to get no credentials; one worker's notice stands for all there. */
  private final Set<String> withheld = new HashSet<>();

  /** Meant, but there was no place for them. */
  private final Map<WorkerKey, Worker> waiting = new LinkedHashMap<>();

  private final List<WorkerKey> untold = new ArrayList<>();

  /**
   * @param most how many workers may be followed at once: those that appear beyond that wait until
   *     another one vanishes
   */
  public WorkerFollower(
      StreamPolicy policy,
      Selection selection,
      FollowSession session,
      WallClock clock,
      Listener listener,
      int most) {
    this.policy = policy;
    this.selection = selection;
    this.session = session;
    this.clock = clock;
    this.listener = listener;
    this.most = most;
  }

  /** Follows the workers that are there at the start. */
  public void begin(List<Worker> chosen) {
    for (Worker worker : chosen) {
      fromStart.add(worker.key());
      followed.add(worker.key());
      take(worker);
    }
    session.startComplete();
  }

  @Override
  public void accept(WorkerChange change) {
    if (change instanceof WorkerChange.Appeared appeared) {
      appeared(appeared.worker());
    } else if (change instanceof WorkerChange.Vanished vanished) {
      vanished(vanished.worker());
    } else if (change instanceof WorkerChange.Changed changed) {
      changed(changed.before(), changed.now());
    } else if (change instanceof WorkerChange.Complete) {
      tellSurplus();
    } else if (change instanceof WorkerChange.Unreachable unreachable) {
      listener.unreachable(unreachable.failure());
    } else {
      listener.reachable();
    }
  }

  private void appeared(Worker worker) {
    listed.add(worker.key());
    if (fromStart.remove(worker.key())) {
      stands(worker);
      return;
    }
    if (!selection.matches(worker.key(), listed)) {
      return;
    }
    if (followed.size() >= most) {
      waiting.put(worker.key(), worker);
      untold.add(worker.key());
    } else {
      welcome(worker);
    }
  }

  private void welcome(Worker worker) {
    followed.add(worker.key());
    session.tell(notice(worker.key(), StreamNotice.Kind.APPEARED, "appeared"));
    take(worker);
  }

  private void tellSurplus() {
    if (!untold.isEmpty()) {
      listener.surplus(List.copyOf(untold), most);
      untold.clear();
    }
  }

  private void vanished(WorkerKey worker) {
    boolean wasFollowed = followed.remove(worker);
    listed.remove(worker);
    waiting.remove(worker);
    if (wasFollowed) {
      session.stands(worker, Standing.UNLISTED);
      session.tell(notice(worker, StreamNotice.Kind.VANISHED, "no longer listed by the API"));
      fillPlace();
    }
  }

  private void fillPlace() {
    Iterator<Worker> first = waiting.values().iterator();
    if (first.hasNext() && followed.size() < most) {
      Worker next = first.next();
      first.remove();
      welcome(next);
    }
  }

  private void changed(Worker before, Worker now) {
    waiting.replace(now.key(), now);
    if (!followed.contains(now.key())) {
      return;
    }
    stands(now);
    if (before.alive() && !now.alive()) {
      session.tell(notice(now.key(), StreamNotice.Kind.VANISHED, "no longer alive"));
    } else if (now.alive() && !before.alive()) {
      session.tell(notice(now.key(), StreamNotice.Kind.APPEARED, "alive again"));
    }
    if (!before.streamUrl().equals(now.streamUrl())) {
      take(now);
    }
  }

  private void stands(Worker worker) {
    session.stands(worker.key(), worker.alive() ? Standing.ALIVE : Standing.DEAD);
  }

  private void take(Worker worker) {
    stands(worker);
    if (worker.streamUrl().isEmpty()) {
      session.listed(
          Phase.NO_STREAM,
          notice(worker.key(), StreamNotice.Kind.NO_STREAM, "has no stream: streaming is off"));
      return;
    }
    String sent = worker.streamUrl().get();
    try {
      StreamAddress address = policy.address(sent);
      if (address.rewritten()) {
        listener.rewritten(worker.key(), sent, address);
      }
      tellWithheld(worker.key(), address);
      session.moved(worker.key(), address.url());
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      session.listed(Phase.FAILED, notice(worker.key(), StreamNotice.Kind.REFUSED, why));
    }
  }

  private void tellWithheld(WorkerKey worker, StreamAddress address) {
    policy
        .withheld(address.url())
        .filter(why -> withheld.add(address.url().getHost()))
        .ifPresent(why -> session.tell(notice(worker, StreamNotice.Kind.REFUSED, why)));
  }

  private StreamNotice notice(WorkerKey worker, StreamNotice.Kind kind, String text) {
    return new StreamNotice(worker, clock.now(), kind, text);
  }
}
