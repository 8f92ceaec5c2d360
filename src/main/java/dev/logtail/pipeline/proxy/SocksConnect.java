package dev.logtail.pipeline.proxy;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Asks a SOCKS5 server (RFC 1928), with name and password where it wants them (RFC 1929).
 *
 * <pre>
 *   5, kinds of authentication        ──▶
 *                                     ◀──  5, the kind it wants
 *   (1, name, password                ──▶
 *                                     ◀──  1, 0)
 *   5, connect, 0, address, port      ──▶
 *                                     ◀──  5, 0, 0, its own address, port
 * </pre>
 */
final class SocksConnect extends ProxyTalk {
  private static final int VERSION = 5;
  private static final int LOGIN_VERSION = 1;
  private static final int CONNECT = 1;
  private static final int NO_USER = 0;
  private static final int NAME_AND_PASSWORD = 2;
  private static final int NONE_OF_THEM = 0xFF;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  /** Version, reply, nothing, kind of address, and the first byte of that: a name's length. */
  private static final int REPLY_START = 5;

  private static final int MOST_QUOTED = 60;
  private static final int MOST_OF_NAME = 255;

  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

  SocksConnect(ProxyAddress proxy, ProxyTarget target) {
    super(proxy, target, ProxyStage.GREETING);
    send(
        proxy.user().isPresent()
            ? new byte[] {VERSION, 2, NO_USER, NAME_AND_PASSWORD}
            : new byte[] {VERSION, 1, NO_USER});
  }

  @Override
  public void take(ByteBuffer in) throws ProxyRefusal {
    while (!isOpen() && in.hasRemaining()) {
      answer.write(in.get());
      byte[] came = answer.toByteArray();
      if (came.length == 1) {
        checkVersion(came[0], in);
      }
      boolean whole =
          switch (stage()) {
            case GREETING -> came.length == 2 && chose(came[1] & 0xFF);
            case LOGIN -> came.length == 2 && letIn(came[1]);
            default -> led(came);
          };
      if (whole) {
        answer.reset();
      }
    }
  }

  private void checkVersion(byte version, ByteBuffer in) throws ProxyRefusal {
    boolean login = stage() == ProxyStage.LOGIN && version == LOGIN_VERSION;
    if (version == VERSION || login) {
      return;
    }
    byte[] rest = new byte[Math.min(MOST_QUOTED, in.remaining())];
    in.get(rest);
    String got = (char) (version & 0xFF) + new String(rest, StandardCharsets.ISO_8859_1);
    if (got.startsWith("HTTP/")) {
      throw new ProxyRefusal(ProxyTrouble.SOCKS_IS_HTTP.with(proxy()));
    }
    throw notSocks(got);
  }

  private ProxyRefusal notSocks(String got) {
    boolean readable = got.chars().allMatch(c -> c == '\r' || c == '\n' || (c >= ' ' && c < 127));
    return new ProxyRefusal(
        ProxyTrouble.NOT_SOCKS.with(
            proxy(), readable ? "got '" + got.strip() + "'" : "got bytes of something else"));
  }

  private boolean chose(int kind) throws ProxyRefusal {
    boolean known = proxy().user().isPresent();
    if (kind == NO_USER) {
      askForTarget();
    } else if (kind == NAME_AND_PASSWORD && known) {
      logIn(proxy().user().get());
    } else if (kind == NONE_OF_THEM) {
      throw new ProxyRefusal(
          (known ? ProxyTrouble.SOCKS_WANTS_ANOTHER_KIND : ProxyTrouble.SOCKS_WANTS_USER)
              .with(proxy()));
    } else {
      throw new ProxyRefusal(
          ProxyTrouble.NOT_SOCKS.with(proxy(), "it chose what was not offered, " + kind));
    }
    return true;
  }

  private void logIn(Secret user) {
    String[] words = user.reveal().split(":", 2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(LOGIN_VERSION);
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    enter(ProxyStage.LOGIN);
    send(out.toByteArray());
  }

  private boolean letIn(byte status) throws ProxyRefusal {
    if (status != 0) {
      throw new ProxyRefusal(ProxyTrouble.SOCKS_REFUSES_USER.with(proxy()));
    }
    askForTarget();
    return true;
  }

  private void askForTarget() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {VERSION, CONNECT, 0});
    target().address().ifPresentOrElse(address -> write(out, address), () -> writeName(out));
    out.write(target().port() >> Byte.SIZE);
    out.write(target().port());
    enter(ProxyStage.LEADING);
    send(out.toByteArray());
  }

  private static void write(ByteArrayOutputStream out, InetAddress address) {
    byte[] bytes = address.getAddress();
    out.write(bytes.length == IPV4_BYTES ? IPV4 : IPV6);
    out.writeBytes(bytes);
  }

  private void writeName(ByteArrayOutputStream out) {
    byte[] name = target().host().getBytes(StandardCharsets.UTF_8);
    if (name.length > MOST_OF_NAME) {
      throw new IllegalArgumentException("the host's name is longer than names can be");
    }
    out.write(NAME);
    out.write(name.length);
    out.writeBytes(name);
  }

  private boolean led(byte[] reply) throws ProxyRefusal {
    if (reply.length == 2 && reply[1] != 0) {
      throw new ProxyRefusal(ProxyTrouble.replied(proxy(), target().toString(), reply[1] & 0xFF));
    }
    if (reply.length < REPLY_START) {
      return false;
    }
    int address =
        switch (reply[3]) {
          case IPV4 -> IPV4_BYTES;
          case IPV6 -> IPV6_BYTES;
          case NAME -> 1 + (reply[4] & 0xFF);
          default -> throw notSocks("\0");
        };
    boolean whole = reply.length == REPLY_START - 1 + address + Short.BYTES;
    if (whole) {
      enter(ProxyStage.OPEN);
    }
    return whole;
  }
}
