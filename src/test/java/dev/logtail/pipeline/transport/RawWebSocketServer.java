package dev.logtail.pipeline.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logtail.runtime.NamedThreads;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A server on a loopback port that does, byte by byte, what a test's script says, illegal things
 * included. Each connection runs the script in a thread of its own; the connection is closed when
 * its script returns.
 *
 * <pre>
 *   new RawWebSocketServer(peer -> {
 *     peer.accept();                 // reads the request, answers 101
 *     peer.text("hello");
 *     peer.close(1001, "bye");
 *   })
 * </pre>
 */
final class RawWebSocketServer implements Closeable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** Added to an opcode: the message is compressed. */
  static final int RSV1 = 0x40;

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int FIN = 0x80;

  /** What a server does with one connection. */
  @FunctionalInterface
  interface Script {
    void run(Peer peer) throws IOException, InterruptedException;
  }

  /** A frame that the client sent, unmasked. */
  record Frame(int opcode, byte[] payload) {
    String text() {
      return new String(payload, UTF_8);
    }

    /** The code of a close frame. */
    int closeCode() {
      return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }
  }

  private final ServerSocket listening;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(NamedThreads.daemons("raw-server"));
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> closeCodes = new LinkedBlockingQueue<>();

  RawWebSocketServer(Script script) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  /** Serves on {@code listening}, which may be a TLS socket. */
  RawWebSocketServer(ServerSocket listening, Script script) {
    this.listening = listening;
    threads.execute(() -> acceptAll(script));
  }

  URI url() {
    return url("/");
  }

  URI url(String path) {
    return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + path);
  }

  /** The next request's head, as received; waits for it. */
  String request() throws InterruptedException {
    String request = requests.poll(20, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  /** The code of the next close that a script waited for. */
  int closeCode() throws InterruptedException {
    Integer code = closeCodes.poll(20, TimeUnit.SECONDS);
    if (code == null) {
      throw new AssertionError("no close came");
    }
    return code;
  }

  /** How many connections were accepted so far. */
  int connections() {
    return sockets.size();
  }

  /** What went wrong in scripts, other than the client's going away. */
  List<Throwable> failures() {
    return failures;
  }

  private void acceptAll(Script script) {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        threads.execute(() -> run(script, socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void run(Script script, Socket socket) {
    try (socket) {
      script.run(new Peer(socket));
    } catch (IOException e) {
      // The client went away, which is its right; a test that minds looks at what it received.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failures.add(e);
    }
  }

  /** Stops listening and drops every connection. */
  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }

  /** The server's end of one connection. */
  final class Peer {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new DataInputStream(socket.getInputStream());
      this.out = socket.getOutputStream();
    }

    /** Reads the request's head, up to and with the empty line. */
    String readRequest() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
      requests.add(head.toString());
      return head.toString();
    }

    /** Reads the request and answers it as a WebSocket server does. */
    void accept() throws IOException {
      acceptWith(new byte[0]);
    }

    /** The same, with {@code more} in the segment of the 101. */
    void acceptWith(byte[] more) throws IOException {
      byte[] answer = switchingProtocols(readRequest()).getBytes(ISO_8859_1);
      write(ByteBuffer.allocate(answer.length + more.length).put(answer).put(more).array());
    }

    /** Reads the request and agrees to compress, in these words. */
    void acceptDeflate(String terms) throws IOException {
      String extension = "Sec-WebSocket-Extensions: permessage-deflate" + terms + "\r\n";
      write(switchingProtocols(readRequest(), extension).getBytes(ISO_8859_1));
    }

    /** The answer that a request deserves. */
    String switchingProtocols(String request) {
      return switchingProtocols(request, "");
    }

    /** The same, with more headers. */
    String switchingProtocols(String request, String headers) {
      return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: "
          + acceptKey(header(request, "Sec-WebSocket-Key"))
          + "\r\n"
          + headers
          + "\r\n";
    }

    /** Reads the request and answers something else. */
    void answer(String status, String headers, String body) throws IOException {
      readRequest();
      write(
          ("HTTP/1.1 "
                  + status
                  + "\r\n"
                  + headers
                  + "Content-Length: "
                  + body.length()
                  + "\r\nConnection: close\r\n\r\n"
                  + body)
              .getBytes(ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    void text(String message) throws IOException {
      write(frame(TEXT, true, message.getBytes(UTF_8)));
    }

    void close(int code, String reason) throws IOException {
      write(frame(CLOSE, true, closePayload(code, reason)));
    }

    /** The next frame of the client, whatever it is. */
    Frame readFrame() throws IOException {
      int opcode = in.readUnsignedByte() & 0x0F;
      int length = in.readUnsignedByte() & 0x7F;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = Math.toIntExact(in.readLong());
      }
      byte[] mask = in.readNBytes(4);
      byte[] payload = in.readNBytes(length);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i % mask.length];
      }
      return new Frame(opcode, payload);
    }

    /** Reads until the client closes or ends the connection, and notes the code of its close. */
    void awaitClose() throws IOException {
      Frame frame = readFrame();
      while (frame.opcode() != CLOSE) {
        frame = readFrame();
      }
      closeCodes.add(frame.closeCode());
      awaitEnd();
    }

    /** Ends the connection with an RST. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Reads and forgets until the client closes. */
    void awaitEnd() throws IOException {
      try {
        while (in.read(new byte[4096]) >= 0) {
          continue;
        }
      } catch (EOFException e) {
        return;
      }
    }
  }

  static byte[] closePayload(int code, String reason) {
    byte[] words = reason.getBytes(UTF_8);
    return ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words).array();
  }

  /** A frame as a server sends it. */
  static byte[] frame(int opcode, boolean fin, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 10);
    frame.write((fin ? FIN : 0) | opcode);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else if (payload.length < 1 << 16) {
      frame.write(126);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      frame.write(127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    frame.writeBytes(payload);
    return frame.toByteArray();
  }

  private static String header(String request, String name) {
    return request
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is missing in " + request));
  }

  private static String acceptKey(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
