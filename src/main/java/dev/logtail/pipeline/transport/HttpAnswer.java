package dev.logtail.pipeline.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came back for the request to open a stream, taken byte by byte within bounds. Whether it is
 * HTTP at all shows with its first bytes: an SSH server's greeting is not waited out.
 *
 * <p>Not safe for use by many threads.
 */
final class HttpAnswer {
  static final int SWITCHING_PROTOCOLS = 101;

  private static final int MAX_HEAD = 64 << 10;
  private static final int MAX_HEADERS = 256;
  private static final int MAX_BODY = 1 << 10;
  private static final int MAX_GREETING = 60;
  private static final int HEX = 16;
  private static final String VERSION = "HTTP/1.1 ";
  private static final String STATUS_LINE = "HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?";
  private static final int STATUS_AT = VERSION.length();
  private static final int STATUS_END = STATUS_AT + 3;
  private static final byte TLS_ALERT = 21;
  private static final byte TLS_HANDSHAKE = 22;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private String statusLine = "";
  private int headBytes;
  private int headerCount;
  private boolean headDone;

  /**
   * Takes the head's bytes from {@code in}, and not one more.
   *
   * @return true when the head is complete
   * @throws Breach for what is no HTTP, or too much of it
   */
  boolean takeHead(ByteBuffer in) throws Breach {
    while (!headDone && in.hasRemaining()) {
      byte next = in.get();
      headBytes++;
      if (headBytes > MAX_HEAD) {
        throw breach("its answer's head is larger than 64 KiB");
      }
      if (next == '\n') {
        endLine(line.toString(StandardCharsets.UTF_8).stripTrailing());
        line.reset();
      } else {
        line.write(next);
        checkGreeting(in);
      }
    }
    return headDone;
  }

  private void checkGreeting(ByteBuffer in) throws Breach {
    int at = line.size() - 1;
    if (!statusLine.isEmpty() || at >= "HTTP/1.".length()) {
      return;
    }
    byte[] greeting = line.toByteArray();
    if (greeting[at] == VERSION.charAt(at)) {
      return;
    }
    if (at == 0 && (greeting[0] == TLS_ALERT || greeting[0] == TLS_HANDSHAKE)) {
      throw new Breach(
          Breach.PROTOCOL_ERROR, Obstacle.Kind.ANSWERS_IN_TLS, "", "it answers in TLS; try wss://");
    }
    byte[] rest = new byte[Math.min(MAX_GREETING, in.remaining())];
    in.get(rest);
    line.writeBytes(rest);
    throw notHttp(line.toString(StandardCharsets.ISO_8859_1).strip());
  }

  private void endLine(String text) throws Breach {
    if (statusLine.isEmpty()) {
      if (!text.matches(STATUS_LINE)) {
        throw notHttp(text);
      }
      statusLine = text;
    } else if (text.isEmpty()) {
      endHead();
    } else {
      addHeader(text);
    }
  }

  /** An interim answer, 103 say, is followed by another one. */
  private void endHead() {
    int status = status();
    if (status < 200 && status != SWITCHING_PROTOCOLS) {
      statusLine = "";
      headers.clear();
    } else {
      headDone = true;
    }
  }

  private void addHeader(String text) throws Breach {
    int colon = text.indexOf(':');
    headerCount++;
    if (colon < 1 || text.charAt(0) <= ' ' || headerCount > MAX_HEADERS) {
      throw breach(
          headerCount > MAX_HEADERS
              ? "its answer has more than " + MAX_HEADERS + " headers"
              : "its answer has an illegal header '" + text + "'");
    }
    headers
        .computeIfAbsent(text.substring(0, colon).strip(), name -> new ArrayList<>())
        .add(text.substring(colon + 1).strip());
  }

  private static Breach notHttp(String got) {
    return new Breach(Breach.PROTOCOL_ERROR, Obstacle.Kind.NOT_HTTP, got, "got '" + got + "'");
  }

  private static Breach breach(String words) {
    return new Breach(Breach.PROTOCOL_ERROR, words);
  }

  /**
   * Takes what may be shown of the body.
   *
   * @return true when there is enough
   */
  boolean takeBody(ByteBuffer in) {
    long wanted = Math.min(MAX_BODY, contentLength());
    byte[] some = new byte[(int) Math.min(in.remaining(), wanted - body.size())];
    in.get(some);
    in.position(in.limit());
    body.writeBytes(some);
    return body.size() >= wanted || (isChunked() && endsWithLastChunk());
  }

  private long contentLength() {
    String length = first("Content-Length").orElse("");
    return length.matches("[0-9]{1,9}") ? Long.parseLong(length) : MAX_BODY;
  }

  int status() {
    return Integer.parseInt(statusLine.substring(STATUS_AT, STATUS_END));
  }

  String reason() {
    return statusLine.substring(STATUS_END).strip();
  }

  /** HTTP/1.1, not 1.0. */
  boolean isCurrentVersion() {
    return statusLine.startsWith(VERSION);
  }

  /** Values by name; names in any case. */
  Map<String, List<String>> headers() {
    return headers;
  }

  Optional<String> first(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** Whether one of the header's comma-separated words is {@code token}, in any case. */
  boolean has(String name, String token) {
    return headers.getOrDefault(name, List.of()).stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .anyMatch(word -> word.strip().equalsIgnoreCase(token));
  }

  /** The body's first words, foreign text. */
  String body() {
    return isChunked() ? unchunked() : body.toString(StandardCharsets.UTF_8);
  }

  private boolean isChunked() {
    return has("Transfer-Encoding", "chunked");
  }

  private boolean endsWithLastChunk() {
    return body.toString(StandardCharsets.ISO_8859_1).matches("(?s)(.*\n)?0\r\n\r\n");
  }

  /**
   *
   *
   * <pre>
   *   1A;what=ever    length in hexadecimal, then so many bytes and a line's end, again and again
   * </pre>
   */
  private String unchunked() {
    ByteBuffer in = ByteBuffer.wrap(body.toByteArray());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (in.hasRemaining()) {
      String size = line(in).replaceAll(";.*", "").strip();
      if (!size.isEmpty()) {
        boolean legal = size.matches("[0-9A-Fa-f]{1,7}");
        int most = legal ? Integer.parseInt(size, HEX) : 0;
        byte[] chunk = new byte[Math.min(most, in.remaining())];
        in.get(chunk);
        out.writeBytes(chunk);
        in.position(legal && most > 0 ? in.position() : in.limit());
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static String line(ByteBuffer in) {
    StringBuilder line = new StringBuilder();
    while (in.hasRemaining()) {
      char next = (char) (in.get() & 0xFF);
      if (next == '\n') {
        break;
      }
      line.append(next);
    }
    return line.toString();
  }
}
