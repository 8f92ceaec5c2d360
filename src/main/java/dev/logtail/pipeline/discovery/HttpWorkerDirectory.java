package dev.logtail.pipeline.discovery;

import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.wire.WireFormatException;
import dev.logtail.wire.WorkerListReader;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** The workers of a REST API. Whatever answers there, a failure is one line that helps. */
public final class HttpWorkerDirectory implements WorkerDirectory, AutoCloseable {
  private static final String WORKERS = "/api/workers";
  private static final int THREADS = 4;

  private final ApiAddress api;
  private final ExecutorService threads = NamedThreads.pool("logtail-http", THREADS);
  private final RestClient client;

  /**
   * @param headers what to send with a request to a URL: names and values, checked
   */
  public HttpWorkerDirectory(
      ApiAddress api, HttpSettings settings, Function<URI, Map<String, List<String>>> headers) {
    this.api = api;
    this.client = new RestClient(settings, headers, threads);
  }

  @Override
  public List<Worker> list() throws DirectoryException {
    return listing().workers();
  }

  /** The same, with the whole answer. */
  public Listing listing() throws DirectoryException {
    RestClient.Answer answer = get(api.at(WORKERS));
    if (answer.status() != 200) {
      throw RestFailures.of(answer);
    }
    try {
      return new Listing(WorkerListReader.list(answer.body()), answer.body());
    } catch (WireFormatException e) {
      throw RestFailures.notTheList(answer, e.getMessage());
    }
  }

  @Override
  public Optional<Worker> find(WorkerKey key) throws DirectoryException {
    RestClient.Answer answer = get(api.at(WORKERS, key.value()));
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw RestFailures.of(answer);
    }
    try {
      return Optional.of(WorkerListReader.one(key, answer.body()));
    } catch (WireFormatException e) {
      throw RestFailures.notTheList(answer, e.getMessage());
    }
  }

  /**
   * The newest {@code lines} lines of a worker's log file; empty when it has none, or when there is
   * no such worker.
   */
  public Optional<String> logFile(WorkerKey key, int lines) throws DirectoryException {
    URI url = URI.create(api.at(WORKERS, key.value()) + "/logs?tail=" + lines);
    RestClient.Answer answer = get(url);
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw RestFailures.of(answer);
    }
    return Optional.of(answer.body());
  }

  private RestClient.Answer get(URI url) throws DirectoryException {
    try {
      return client.get(url);
    } catch (IOException e) {
      throw RestFailures.of(url, e);
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
