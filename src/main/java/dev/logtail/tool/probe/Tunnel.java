package dev.logtail.tool.probe;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a proxy on a blocking socket to lead on. */
final class Tunnel {
  static final Charset CHARSET = StandardCharsets.ISO_8859_1;

  private static final int LONGEST_ANSWER = 16 << 10;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?!\\d).*");

  private Tunnel() {}

  /**
   * Opens a tunnel to {@code target}; afterwards the socket is the server's.
   *
   * @param target host and port
   * @return why there is none; empty when it stands
   */
  static Optional<Step> trouble(Socket socket, ProxyAddress proxy, String target, int patience)
      throws IOException {
    socket.setSoTimeout(patience);
    String user =
        proxy
            .authorization()
            .map(Secret::reveal)
            .map(value -> "Proxy-Authorization: " + value + "\r\n")
            .orElse("");
    String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + user + "\r\n";
    socket.getOutputStream().write(request.getBytes(CHARSET));
    String head = head(socket.getInputStream());
    Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
    if (head.isEmpty()) {
      return trouble(proxy, "it said nothing");
    }
    if (!status.matches()) {
      return Optional.of(FailedSteps.proxy(ProxyTrouble.notHttp(proxy, head)));
    }
    int code = Integer.parseInt(status.group(1));
    return code / 100 == 2
        ? Optional.empty()
        : Optional.of(FailedSteps.proxy(ProxyTrouble.refused(proxy, target, code)));
  }

  private static Optional<Step> trouble(ProxyAddress proxy, String why) {
    return Optional.of(FailedSteps.proxy(ProxyTrouble.broken(proxy, why)));
  }

  /** Up to the empty line, and not a byte further. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < LONGEST_ANSWER && head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
