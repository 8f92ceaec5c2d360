package dev.logtail.pipeline.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy that says to everybody what a script says. */
public final class FakeProxy implements AutoCloseable {
  /** What is said on one connection, which ends behind it. */
  @FunctionalInterface
  public interface Script {
    void play(InputStream in, OutputStream out) throws IOException;

    /** Then says nothing more, until the other side gives up. */
    default Script andHangs() {
      return (in, out) -> {
        play(in, out);
        out.flush();
        in.transferTo(OutputStream.nullOutputStream());
      };
    }

    /** Then says this, whatever was asked. */
    default Script then(int asked, int... bytes) {
      return (in, out) -> {
        play(in, out);
        if (in.readNBytes(asked).length < asked) {
          throw new EOFException();
        }
        byte[] answer = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
          answer[i] = (byte) bytes[i];
        }
        out.write(answer);
      };
    }
  }

  private final ServerSocket door;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  public FakeProxy(Script script) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
  }

  public FakeProxy(ServerSocket door, Script script) {
    this.door = door;
    this.script = script;
    Thread accepting = new Thread(this::accept);
    accepting.setDaemon(true);
    accepting.start();
  }

  /** Reads a request's head, and says {@code answer}. */
  public static Script http(String answer) {
    return (in, out) -> {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new EOFException();
        }
        head.append((char) next);
      }
      out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    };
  }

  public int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        open.add(client);
        Thread talking = new Thread(() -> talk(client));
        talking.setDaemon(true);
        talking.start();
      } catch (IOException e) {
        // Closed.
      }
    }
  }

  private void talk(Socket client) {
    try (client) {
      script.play(client.getInputStream(), client.getOutputStream());
    } catch (IOException e) {
      // The other side has had enough.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket each : open) {
      each.close();
    }
  }
}
