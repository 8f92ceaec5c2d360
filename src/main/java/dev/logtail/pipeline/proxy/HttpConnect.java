package dev.logtail.pipeline.proxy;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a proxy that speaks HTTP.
 *
 * <pre>
 *   CONNECT trade.example:443 HTTP/1.1  ──▶
 *                                       ◀──  HTTP/1.1 200 Connection established
 * </pre>
 */
final class HttpConnect extends ProxyTalk {
  private static final int LONGEST_ANSWER = 16 << 10;
  private static final int MOST_QUOTED = 60;
  private static final String VERSION = "HTTP/1.";
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?!\\d).*");
  private static final char TLS_ALERT = 21;
  private static final char TLS_HANDSHAKE = 22;

  private final StringBuilder head = new StringBuilder();

  HttpConnect(ProxyAddress proxy, ProxyTarget target) {
    super(proxy, target, ProxyStage.LEADING);
    String user =
        proxy
            .authorization()
            .map(Secret::reveal)
            .map(value -> "Proxy-Authorization: " + value + "\r\n")
            .orElse("");
    String text = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + user + "\r\n";
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void take(ByteBuffer in) throws ProxyRefusal {
    while (!isOpen() && in.hasRemaining()) {
      head.append((char) (in.get() & 0xFF));
      checkGreeting(in);
      if (head.length() > LONGEST_ANSWER) {
        throw notHttp("its answer's head is larger than 16 KiB");
      }
      if (head.length() > 1 && head.charAt(head.length() - 1) == '\n' && isWhole()) {
        judge();
      }
    }
  }

  private boolean isWhole() {
    return head.indexOf("\n\r\n", head.length() - 3) >= 0
        || head.indexOf("\n\n", head.length() - 2) >= 0;
  }

  /** What is no HTTP shows with its first bytes, and may never send an empty line. */
  private void checkGreeting(ByteBuffer in) throws ProxyRefusal {
    int at = head.length() - 1;
    if (at >= VERSION.length() || head.charAt(at) == VERSION.charAt(at)) {
      return;
    }
    if (at == 0 && (head.charAt(0) == TLS_ALERT || head.charAt(0) == TLS_HANDSHAKE)) {
      throw new ProxyRefusal(ProxyTrouble.HTTP_INSIDE_TLS.with(proxy()));
    }
    byte[] rest = new byte[Math.min(MOST_QUOTED, in.remaining())];
    in.get(rest);
    String got = head + new String(rest, StandardCharsets.ISO_8859_1);
    throw notHttp("got '" + got.strip() + "'");
  }

  private void judge() throws ProxyRefusal {
    Matcher status = STATUS.matcher(head.substring(0, head.indexOf("\n")).strip());
    if (!status.matches()) {
      throw notHttp("got '" + head.substring(0, Math.min(MOST_QUOTED, head.length())) + "'");
    }
    int code = Integer.parseInt(status.group(1));
    if (code / 100 != 2) {
      throw new ProxyRefusal(ProxyTrouble.answered(proxy(), target().toString(), code));
    }
    enter(ProxyStage.OPEN);
  }

  private ProxyRefusal notHttp(String got) {
    return new ProxyRefusal(ProxyTrouble.NOT_HTTP.with(proxy(), got));
  }
}
