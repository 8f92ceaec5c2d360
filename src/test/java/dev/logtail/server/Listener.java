package dev.logtail.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logtail.runtime.NamedThreads;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A WebSocket client that keeps everything that it is sent, and knows nothing that the standard
 * doesn't say. Not {@code java.net.http.WebSocket}: that of JDK 17 garbles a stream whose first 16
 * KiB arrive together with the handshake, as a replay does.
 */
final class Listener implements AutoCloseable {
  private static final Pattern SEQ = Pattern.compile("\"seq\":([0-9]+)");
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;
  private static final int SMALL_WINDOW = 8 << 10;

  /** What the server said when it closed; fails when it just went away. */
  final CompletableFuture<String> closed = new CompletableFuture<>();

  /** What the server answered to the handshake. */
  final String head;

  /** Guarded by itself. */
  private final List<String> frames = new ArrayList<>();

  private final Socket socket = new Socket();
  private final DataInputStream in;

  private Listener(URI url, String headers) throws IOException {
    socket.setReceiveBufferSize(SMALL_WINDOW);
    socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    String request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
    String start = request.formatted(url.getPath() + "/", url.getAuthority()) + headers + "\r\n";
    socket.getOutputStream().write(start.getBytes(UTF_8));
    head = readHead();
  }

  /** A client that reads whatever comes. */
  static Listener connect(URI url) throws IOException {
    Listener listener = stalled(url, "");
    listener.readOn();
    return listener;
  }

  /** From now on it reads whatever comes. */
  void readOn() {
    NamedThreads.daemon("logtail-test-listener", this::readAll).start();
  }

  /** A client that has read the answer to its handshake and reads no more. */
  static Listener stalled(URI url, String headers) throws IOException {
    return new Listener(url, headers);
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

  /** Sends one unfragmented frame. */
  void send(int firstByte, String text) throws IOException {
    sendBytes(firstByte, text.getBytes(UTF_8));
  }

  /** The same of any bytes. */
  void sendBytes(int firstByte, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(firstByte);
    if (payload.length < 126) {
      frame.write(0x80 | payload.length);
    } else {
      frame.write(0x80 | 126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    }
    frame.write(new byte[4]);
    frame.write(payload);
    socket.getOutputStream().write(frame.toByteArray());
  }

  /** The next frame's payload, of a client that does not read by itself. */
  byte[] read(int expectedFirstByte) throws IOException {
    int first = in.readUnsignedByte();
    if (first != expectedFirstByte) {
      throw new IOException("a frame begins with 0x" + Integer.toHexString(first));
    }
    return payload();
  }

  private void readAll() {
    try {
      int first = in.readUnsignedByte();
      while (first == TEXT) {
        keep(new String(payload(), UTF_8));
        first = in.readUnsignedByte();
      }
      if (first != CLOSE) {
        throw new IOException("a frame begins with 0x" + Integer.toHexString(first));
      }
      byte[] close = payload();
      int status = Byte.toUnsignedInt(close[0]) << 8 | Byte.toUnsignedInt(close[1]);
      closed.complete(status + " " + new String(close, 2, close.length - 2, UTF_8));
    } catch (IOException e) {
      closed.completeExceptionally(e);
    }
  }

  private void keep(String frame) {
    synchronized (frames) {
      frames.add(frame);
    }
  }

  private byte[] payload() throws IOException {
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("the end within a frame");
    }
    return payload;
  }

  private String readHead() throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    while (!read.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      read.write(in.readByte());
    }
    return read.toString(ISO_8859_1);
  }

  /** Breaks the connection: the other side gets an RST. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Goes away without a word. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
