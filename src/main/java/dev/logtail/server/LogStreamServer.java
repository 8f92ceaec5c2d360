package dev.logtail.server;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.websocket.core.FrameHandler;

/**
 * One worker's log server, on a port of its own. A client is sent the ring, then what is logged
 * from that moment on; which record comes from where is decided under one lock, so that each comes
 * exactly once. No client can delay the worker or another client.
 */
final class LogStreamServer implements AutoCloseable {
  private final StreamLimits limits;
  private final String boot;
  private final LoopbackServer.OpenPort port;

  /** These four are guarded by this. */
  private final History history;

  private final Set<StreamClient> clients = new LinkedHashSet<>();
  private long seq;
  private boolean closed;

  /** Guarded by this. Drops of clients that are gone. */
  private long dropped;

  /**
   * Opens a free port of the loopback address.
   *
   * @param boot names this life of the worker: sent with each record, beside its number
   */
  LogStreamServer(LoopbackServer loopback, StreamLimits limits, String boot) throws IOException {
    this.limits = limits;
    this.boot = boot;
    this.history = new History(limits.ringRecords(), limits.ringBytes());
    this.port = loopback.openStream(this::newClient);
  }

  /** Where clients connect to; any path will do. */
  URI url() {
    return URI.create("ws://127.0.0.1:" + port.number());
  }

  /** Puts the line into the ring and on its way to every client. Never waits for one. */
  void append(LogLine line) {
    List<StreamClient> listening;
    synchronized (this) {
      seq++;
      byte[] record = RecordJson.encode(line, seq, boot);
      history.add(record);
      clients.forEach(client -> client.offer(record));
      listening = List.copyOf(clients);
    }
    listening.forEach(StreamClient::flush);
  }

  /** How many clients listen now. */
  synchronized int clientCount() {
    return clients.size();
  }

  /** How many records were dropped so far, over all clients that read too slowly. */
  synchronized long droppedCount() {
    clients.forEach(client -> dropped += client.takeDropped());
    return dropped;
  }

  /** Says goodbye to the clients (1001), as a worker does that stops, and gives up the port. */
  @Override
  public void close() {
    port.close();
    List<StreamClient> leaving;
    synchronized (this) {
      closed = true;
      leaving = List.copyOf(clients);
    }
    leaving.forEach(client -> client.close(Admission.STOPPED.status(), Admission.STOPPED.reason()));
  }

  private FrameHandler newClient() {
    return new StreamClient(limits, this::admit, this::leave);
  }

  private synchronized Admission admit(StreamClient client) {
    if (closed) {
      return Admission.STOPPED;
    }
    if (clients.size() >= limits.clients()) {
      return Admission.FULL;
    }
    history.forEach(client::offer);
    clients.add(client);
    return Admission.GRANTED;
  }

  private synchronized void leave(StreamClient client) {
    if (clients.remove(client)) {
      dropped += client.takeDropped();
    }
  }
}
