package dev.logtail.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where {@code --listen} listens.
 *
 * @param name of the host, as it stands in URLs
 */
record ListenAddress(InetSocketAddress socket, String name) {
  private static final Pattern WORDS = Pattern.compile("(?:(.+):)?(\\d{1,5})");
  private static final int MOST = 65_535;

  /**
   * Reads {@code PORT} or {@code HOST:PORT}, IPv6 addresses in brackets. May ask for a name.
   *
   * @throws UserError where that can't be
   */
  static ListenAddress parse(String typed) {
    Matcher words = WORDS.matcher(typed);
    if (!words.matches() || Integer.parseInt(words.group(2)) > MOST) {
      throw new UserError(
          ExitCode.USAGE,
          "--listen "
              + typed
              + " is no port: write PORT (0 to 65535; 0 for any that is free) or HOST:PORT");
    }
    int port = Integer.parseInt(words.group(2));
    String host = words.group(1) == null ? "127.0.0.1" : words.group(1).toLowerCase(Locale.ROOT);
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (bare.equals(host) && host.indexOf(':') >= 0) {
      throw new UserError(
          ExitCode.USAGE,
          "--listen " + typed + ": write an IPv6 address in brackets, as in [::1]:" + port);
    }
    try {
      return new ListenAddress(new InetSocketAddress(InetAddress.getByName(bare), port), host);
    } catch (UnknownHostException e) {
      throw new UserError(
          ExitCode.UNREACHABLE, "--listen " + typed + ": the host " + bare + " is unknown");
    }
  }

  /** Whether only programs of this machine can connect. */
  boolean isLocal() {
    return socket.getAddress().isLoopbackAddress();
  }
}
