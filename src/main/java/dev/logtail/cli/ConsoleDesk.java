package dev.logtail.cli;

import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.WorkerFollower;
import dev.logtail.pipeline.discovery.StreamAddress;
import dev.logtail.pipeline.store.EntryStore;
import dev.logtail.pipeline.store.Snapshot;
import dev.logtail.view.tui.ConsoleCommands;
import dev.logtail.view.tui.ConsoleFigures;
import dev.logtail.view.tui.ExportRequest;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the console what it asks for: the one thing that knows both the console and the session.
 */
final class ConsoleDesk implements ConsoleCommands, WorkerFollower.Listener {
  private final EntryStore store;
  private final long memory;
  private final String source;
  private final RateGauge gauge;
  private final ZoneId zone;

  /** Set before the console starts. */
  private volatile @Nullable Wiring wiring;

  /** As they were told last. The view's thread only. */
  private List<WorkerStatus> present = List.of();

  /** Both written by the watcher's thread, the second also by an order; read by the view's. */
  private volatile String discoveryFailure = "";

  private volatile String surplus = "";

  /**
   * @param memory what the store may hold
   * @param source where the workers are learned from, as the user knows it
   */
  ConsoleDesk(EntryStore store, long memory, String source, RateGauge gauge, ZoneId zone) {
    this.store = store;
    this.memory = memory;
    this.source = source;
    this.gauge = gauge;
    this.zone = zone;
  }

  void serve(Wiring started) {
    wiring = started;
    started.session().stats();
  }

  private Wiring wiring() {
    Wiring present = wiring;
    if (present == null) {
      throw new IllegalStateException("the console asks before it is served");
    }
    return present;
  }

  @Override
  public Snapshot entries() {
    return store.snapshot();
  }

  @Override
  public List<WorkerStatus> workers() {
    present = wiring().session().stats().workers();
    return present;
  }

  @Override
  public ConsoleFigures figures() {
    StreamCounts counts = StreamCounts.ZERO;
    int connected = 0;
    int total = 0;
    for (WorkerStatus worker : present) {
      counts = counts.plus(worker.counts());
      connected += worker.phase() == WorkerStatus.Phase.LIVE ? 1 : 0;
      total += worker.isGone() ? 0 : 1;
    }
    return new ConsoleFigures(
        gauge.rate(counts.received()),
        new ConsoleFigures.Losses(counts.dropped(), counts.findings().gaps()),
        connected,
        total,
        store.bytes(),
        memory,
        new ConsoleFigures.Discovery(source, discoveryFailure, surplus));
  }

  @Override
  public String export(ExportRequest request) throws IOException {
    long written = ExportFile.named(request.file()).write(request.entries().iterator(), zone);
    return Talk.count(written, "record") + " written to " + request.file();
  }

  @Override
  public void reconnect(WorkerKey worker) {
    wiring().session().reconnect(worker);
  }

  @Override
  public void rediscover() {
    surplus = "";
    wiring().rediscover();
  }

  @Override
  public void clear() {
    store.clear();
  }

  @Override
  public void unreachable(StreamFailure failure) {
    discoveryFailure = failure.text();
  }

  @Override
  public void reachable() {
    discoveryFailure = "";
  }

  @Override
  public void surplus(List<WorkerKey> workers, int most) {
    surplus = Talk.notFollowed(workers, most);
  }

  @Override
  public void rewritten(WorkerKey worker, String sent, StreamAddress address) {
    // The address that is dialled shows in the stream's own notice.
  }
}
