package dev.logtail.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A WebSocket client that keeps everything that it is sent. */
final class Listener implements WebSocket.Listener, AutoCloseable {
  private static final Pattern SEQ = Pattern.compile("\"seq\":([0-9]+)");

  /** Guarded by itself. */
  private final List<String> frames = new ArrayList<>();

  final CompletableFuture<String> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final WebSocket socket;

  private Listener(HttpClient client, URI url) {
    socket = client.newWebSocketBuilder().buildAsync(url, this).join();
  }

  static Listener connect(HttpClient client, URI url) {
    return new Listener(client, url);
  }

  List<String> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  int count() {
    synchronized (frames) {
      return frames.size();
    }
  }

  /** The sequence number received last; 0 before the first. */
  long lastSeq() {
    synchronized (frames) {
      return frames.isEmpty() ? 0 : seq(frames.get(frames.size() - 1));
    }
  }

  /** The sequence numbers received so far, in order. */
  List<Long> seqs() {
    return frames().stream().map(Listener::seq).toList();
  }

  private static long seq(String frame) {
    Matcher matcher = SEQ.matcher(frame);
    if (!matcher.find()) {
      throw new AssertionError("no seq in " + frame);
    }
    return Long.parseLong(matcher.group(1));
  }

  void send(String text) {
    socket.sendText(text, true).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      synchronized (frames) {
        frames.add(partial.toString());
      }
      partial.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
    closed.complete(status + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
