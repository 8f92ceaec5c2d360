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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives the console what it asks for: the one thing that knows both the console and the session.
 */
final class ConsoleDesk implements ConsoleCommands, WorkerFollower.Listener {
  private final EntryStore store;
  private final long memory;

  /** What the console shows of where the workers come from; the starting thread changes it once. */
  private volatile String source;

  private final RateGauge gauge;
  private final ZoneId zone;

  /** Whether there was nobody at the start. The starting thread sets it once. */
  private volatile boolean isEmpty;

  /** Absent while what is to be followed is still being started. */
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

  /** Has something to tell from now on, learned from {@code where}: of so many workers. */
  void serve(Wiring started, String where, int workers) {
    source = where;
    isEmpty = workers == 0;
    wiring = started;
  }

  /** View thread. The session's thread tells of the workers somewhat later than they are known. */
  private boolean hasBegun() {
    return wiring != null && (isEmpty || !present.isEmpty());
  }

  private Optional<Wiring> wiring() {
    return Optional.ofNullable(wiring);
  }

  @Override
  public Snapshot entries() {
    return store.snapshot();
  }

  @Override
  public List<WorkerStatus> workers() {
    present = wiring().map(up -> up.session().stats().workers()).orElse(List.of());
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
        new ConsoleFigures.Discovery(source, hasBegun(), discoveryFailure, surplus));
  }

  @Override
  public String export(ExportRequest request) throws IOException {
    if (!request.replaces() && FileNames.exists(request.file())) {
      throw new IOException(request.file() + " exists already; :w! replaces it");
    }
    long written =
        ExportFile.named(request.file(), zone, request.replaces())
            .write(request.entries().iterator());
    return Talk.count(written, "record") + " written to " + request.file();
  }

  @Override
  public List<String> files(String begun) {
    return FileNames.begunBy(begun);
  }

  @Override
  public void reconnect(WorkerKey worker) {
    wiring().ifPresent(up -> up.session().reconnect(worker));
  }

  @Override
  public void rediscover() {
    surplus = "";
    wiring().ifPresent(Wiring::rediscover);
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
