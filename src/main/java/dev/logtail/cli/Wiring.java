package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.model.Sink;
import dev.logtail.model.StreamTarget;
import dev.logtail.model.Vitals.Pulse;
import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.EarlierRun;
import dev.logtail.pipeline.FollowSession;
import dev.logtail.pipeline.PipelineStats;
import dev.logtail.pipeline.RecordArchive;
import dev.logtail.pipeline.StreamFactory;
import dev.logtail.pipeline.StreamPolicy;
import dev.logtail.pipeline.WorkerFollower;
import dev.logtail.pipeline.dialect.Dialect;
import dev.logtail.pipeline.dialect.LogFileReader;
import dev.logtail.pipeline.discovery.DirectoryException;
import dev.logtail.pipeline.discovery.HttpSettings;
import dev.logtail.pipeline.discovery.HttpWorkerDirectory;
import dev.logtail.pipeline.discovery.Resolution;
import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.discovery.StreamAddress;
import dev.logtail.pipeline.discovery.WorkerWatcher;
import dev.logtail.pipeline.transport.AddressBook;
import dev.logtail.pipeline.transport.ConnectorSettings;
import dev.logtail.pipeline.transport.StreamSettings;
import dev.logtail.pipeline.transport.StreamSupervisor;
import dev.logtail.pipeline.transport.Surroundings;
import dev.logtail.pipeline.transport.TyrusConnector;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.Scheduler;
import dev.logtail.runtime.TimerThread;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/**
 * Builds the object graph of one following run by hand, starts it, and takes it down in reverse
 * order.
 */
final class Wiring implements AutoCloseable {
  private static final int BLOCKING_THREADS = 8;

  private final Environment environment;
  private final FollowSettings settings;
  private final RunEvents listener;
  private final TimerThread timer = new TimerThread();
  private final ExecutorService blocking = NamedThreads.pool("logtail-blocking", BLOCKING_THREADS);
  private final HttpWorkerDirectory directory;
  private final LogFiles files;
  private final TyrusConnector connector;
  private final FollowSession session;

  /** Streams that were named by their own URL, which no API is asked about. */
  private final Map<WorkerKey, URI> addresses = new ConcurrentHashMap<>();

  private Optional<WorkerWatcher> watcher = Optional.empty();

  /**
   * @param queueBytes bound of what is received and not yet processed
   * @param earlier the run that is gone on with
   * @param sink where the merged, filtered entries go, on the pipeline thread
   */
  Wiring(
      Environment environment,
      FollowSettings settings,
      long queueBytes,
      EarlierRun earlier,
      Sink<List<Entry>> sink,
      RunEvents listener) {
    this.environment = environment;
    this.settings = settings;
    this.listener = listener;
    this.directory = directory(settings, listener);
    this.files = new LogFiles(environment, directory, new LogFileReader(settings.serverZone()));
    this.connector = connector(environment, settings, timer);
    Dialect dialect = settings.resume().dialect().create(settings.serverZone());
    this.session =
        new FollowSession(
            new FollowSession.Settings(
                settings.orderWindow(),
                settings.tail(),
                queueBytes,
                settings.resume().dedupe(),
                earlier),
            new FollowSession.Parts(
                streams(dialect),
                dialect,
                archive(),
                settings.filter().toFilter(),
                environment.clock(),
                environment.ticker()),
            sink);
  }

  private static HttpWorkerDirectory directory(FollowSettings settings, RunEvents listener) {
    return new HttpWorkerDirectory(
        settings.api(),
        HttpSettings.DEFAULT,
        settings.access().credentials(),
        settings.access().trust(),
        settings.access().proxies(),
        listener::asked);
  }

  private static TyrusConnector connector(
      Environment environment, FollowSettings settings, Scheduler timer) {
    return new TyrusConnector(
        new ConnectorSettings(
            settings.limits().connectTimeout(),
            Math.toIntExact(settings.maxFrame()),
            ConnectorSettings.DEFAULT.handshakes()),
        settings.access().credentials(),
        timer,
        settings.access().trust(),
        settings.access().proxies(),
        environment.clock());
  }

  /** What no API lists has no log file that could be asked for. */
  private RecordArchive archive() {
    return (worker, lines, told) ->
        (addresses.containsKey(worker) ? RecordArchive.NONE : files).newest(worker, lines, told);
  }

  private StreamFactory streams(Dialect dialect) {
    StreamSettings how =
        new StreamSettings(
            settings.limits().backoff(),
            settings.limits().keepAlive(),
            settings.reconnect(),
            settings.limits().maxRetries(),
            dialect.hello());
    Surroundings around =
        new Surroundings(timer, environment.clock(), environment.ticker(), new Random(), blocking);
    return (worker, address, signals) ->
        new SupervisedStream(
            new StreamSupervisor(
                new StreamTarget(worker, address),
                this::addressNow,
                connector,
                how,
                around,
                signal -> {
                  listener.reported(worker, signal);
                  signals.accept(signal);
                }));
  }

  /** A supervisor as the pipeline knows it. */
  private record SupervisedStream(StreamSupervisor supervisor) implements StreamFactory.Stream {
    @Override
    public void start() {
      supervisor.start();
    }

    @Override
    public void reconnectNow() {
      supervisor.reconnectNow();
    }

    @Override
    public void finish() {
      supervisor.finish();
    }

    @Override
    public Pulse pulse() {
      return supervisor.pulse();
    }

    @Override
    public void close() {
      supervisor.close();
    }
  }

  private Optional<URI> addressNow(WorkerKey worker) throws AddressBook.Unavailable {
    URI fixed = addresses.get(worker);
    if (fixed != null) {
      return Optional.of(fixed);
    }
    try {
      return directory
          .find(worker)
          .flatMap(found -> policy().addressOf(found))
          .map(StreamAddress::url);
    } catch (DirectoryException e) {
      throw new AddressBook.Unavailable(e.failure());
    }
  }

  /**
   * Finds the workers and begins to follow them; returns how many there are.
   *
   * @throws UserError when the API can't be asked, or a target means no worker
   */
  int start() {
    Selection selection = settings.selection();
    for (URI url : selection.addresses()) {
      addresses.put(keyOf(url), url);
    }
    if (!selection.asksDirectory()) {
      Targets.checkNumber(addresses.size(), settings.limits().maxWorkers());
      session.start();
      followAddresses();
      session.startComplete();
      session.noMoreWorkers();
      return addresses.size();
    }
    List<Worker> workers = listWorkers();
    Resolution resolution = selection.resolve(workers);
    Targets.check(resolution, settings.reconnect());
    Targets.checkNumber(
        addresses.size() + resolution.chosen().size(), settings.limits().maxWorkers());
    session.start();
    followAddresses();
    Selection meant = selection.pinned(workers.stream().map(Worker::key).toList());
    WorkerFollower follower =
        new WorkerFollower(
            policy(),
            meant,
            session,
            environment.clock(),
            listener,
            settings.limits().maxWorkers() - addresses.size());
    follower.begin(resolution.chosen());
    if (settings.reconnect()) {
      watch(follower);
    } else {
      session.noMoreWorkers();
    }
    return addresses.size() + resolution.chosen().size();
  }

  private StreamPolicy policy() {
    Access access = settings.access();
    return new StreamPolicy(settings.api(), access.credentials(), access.privateStreams());
  }

  private void followAddresses() {
    new LinkedHashMap<>(addresses).forEach(session::moved);
  }

  private List<Worker> listWorkers() {
    try {
      return new PatientDirectory(environment, directory, settings.limits().patience()).list(timer);
    } finally {
      settings.access().settled();
    }
  }

  private void watch(WorkerFollower follower) {
    WorkerWatcher made =
        new WorkerWatcher(directory, settings.discoverEvery(), timer, blocking, follower);
    watcher = Optional.of(made);
    made.start();
  }

  /** A stream that only has a URL is named by it. */
  private static WorkerKey keyOf(URI url) {
    String path = url.getRawPath() == null || url.getRawPath().equals("/") ? "" : url.getRawPath();
    return new WorkerKey(url.getRawAuthority() + path);
  }

  FollowSession session() {
    return session;
  }

  Scheduler scheduler() {
    return timer;
  }

  /** Asks the API for its workers now. */
  void rediscover() {
    watcher.ifPresent(WorkerWatcher::refresh);
  }

  /**
   * Stops receiving, hands on what is held, and tells the final counts.
   *
   * @param inOrder whether to take what the servers send until they agree to end
   */
  PipelineStats finish(boolean inOrder) {
    watcher.ifPresent(WorkerWatcher::close);
    if (inOrder) {
      session.sayGoodbye();
    }
    return session.finish();
  }

  @Override
  public void close() {
    watcher.ifPresent(WorkerWatcher::close);
    connector.close();
    files.close();
    directory.close();
    blocking.shutdownNow();
    timer.close();
  }
}
