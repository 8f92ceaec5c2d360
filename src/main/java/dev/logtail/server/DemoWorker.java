package dev.logtail.server;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * One simulated worker: what it logs goes to its log file (a bounded tail of it, in memory) and,
 * unless streaming is off, to its log server. Safe for use by many threads.
 */
final class DemoWorker implements AutoCloseable {
  private static final int MOST_FILE_LINES = 500;

  private final DemoIdentity identity;

  /** These three are guarded by this. */
  private final DemoSource source;

  private final ArrayDeque<String> file = new ArrayDeque<>();
  private Optional<LogStreamServer> server;

  /**
   * @param server empty when streaming is off
   */
  DemoWorker(DemoIdentity identity, DemoSource source, Optional<LogStreamServer> server) {
    this.identity = identity;
    this.source = source;
    this.server = server;
  }

  String key() {
    return identity.key();
  }

  synchronized boolean isStreaming() {
    return server.isPresent();
  }

  synchronized WorkerReport report() {
    Optional<URI> url = server.map(LogStreamServer::url);
    return new WorkerReport(key(), true, source.strategy().stats(), url);
  }

  /** The newest {@code most} lines of the log file. */
  synchronized List<String> fileTail(int most) {
    return file.stream().skip(Math.max(0, file.size() - most)).toList();
  }

  /** Logs everything that is due. */
  synchronized void logUntil(Instant now) {
    for (Optional<LogLine> due = source.next(now); due.isPresent(); due = source.next(now)) {
      log(due.get());
    }
  }

  synchronized void skipTo(Instant now) {
    source.skipTo(now);
  }

  private void log(LogLine line) {
    line.message().lines().forEach(file::add);
    while (file.size() > MOST_FILE_LINES) {
      file.remove();
    }
    server.ifPresent(stream -> stream.append(line));
  }

  /** Goes on with another server, whose ring is empty; the old one's clients are sent away. */
  synchronized void moveTo(LogStreamServer successor) {
    server.ifPresent(LogStreamServer::close);
    server = Optional.of(successor);
  }

  @Override
  public synchronized void close() {
    server.ifPresent(LogStreamServer::close);
    server = Optional.empty();
  }
}
