package dev.logtail.pipeline.access;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hosts that may have the API's credentials too: {@code HOST}, {@code HOST:PORT} or {@code
 * *.suffix}, which fits every host under the suffix but not the suffix itself.
 *
 * @param host exact, or the suffix with its dot
 * @param port empty for any
 */
public record HostPattern(String host, boolean isSuffix, OptionalInt port) {
  private static final Pattern FORM =
      Pattern.compile("(\\*\\.)?(\\[[0-9A-Fa-f:.%\\w]+\\]|[^\\s/:@*\\[\\]]+)(?::(\\d{1,5}))?");

  /**
   * Reads what a user typed.
   *
   * @throws IllegalArgumentException when it is no host; the message is for the user
   */
  public static HostPattern parse(String typed) {
    Matcher form = FORM.matcher(typed);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + typed + "' is no host; write HOST, HOST:PORT or '*.example.com'");
    }
    boolean suffix = form.group(1) != null;
    String host = WebOrigin.plainHost(form.group(2));
    String port = form.group(3);
    return new HostPattern(
        suffix ? "." + host : host,
        suffix,
        port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
  }

  boolean fits(WebOrigin origin) {
    boolean named = isSuffix ? origin.host().endsWith(host) : origin.host().equals(host);
    return named && (port.isEmpty() || port.getAsInt() == origin.port());
  }
}
