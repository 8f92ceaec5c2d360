package dev.logtail.pipeline.proxy;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.ProxyAddress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The head of a request as an HTTP client sends it to a proxy.
 *
 * @param line method, target, version
 */
record ProxyRequest(String line, List<String> headers) {
  static final Charset CHARSET = StandardCharsets.ISO_8859_1;

  private static final int LONGEST = 256 << 10;
  private static final String PASS = "proxy-authorization:";

  /** Of one connection only, which ends with this request's answer. */
  private static final List<String> HOP = List.of(PASS, "proxy-connection:", "connection:");

  ProxyRequest {
    headers = List.copyOf(headers);
  }

  /** Reads up to the empty line, and not a byte further. */
  static ProxyRequest read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0 || head.length() > LONGEST) {
        throw new EOFException("no request");
      }
      head.append((char) next);
    }
    List<String> lines = head.toString().strip().lines().toList();
    return new ProxyRequest(lines.get(0), lines.subList(1, lines.size()));
  }

  boolean isConnect() {
    return line.startsWith("CONNECT ");
  }

  /** What was shown to be let through; "" for nothing. */
  String pass() {
    return headers.stream()
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(PASS))
        .map(header -> header.substring(PASS.length()).strip())
        .findFirst()
        .orElse("");
  }

  /** As the next proxy is to get it. */
  byte[] forProxy(ProxyAddress proxy) {
    Stream<String> user =
        proxy
            .authorization()
            .map(Secret::reveal)
            .map(value -> "Proxy-Authorization: " + value)
            .stream();
    return written(line, user);
  }

  /** As the server itself is to get it: {@code GET /path} in place of {@code GET http://…}. */
  byte[] forServer() {
    String bare = line.replaceFirst("^(\\S+) https?://[^/?\\s]*", "$1 ");
    return written(bare.replaceFirst("^(\\S+) (?!/)", "$1 /"), Stream.of());
  }

  private byte[] written(String first, Stream<String> more) {
    Stream<String> kept =
        headers.stream()
            .filter(header -> HOP.stream().noneMatch(header.toLowerCase(Locale.ROOT)::startsWith));
    return Stream.of(Stream.of(first), kept, more, Stream.of("Connection: close", "", ""))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\r\n"))
        .getBytes(CHARSET);
  }
}
