package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.transport.WireEvent.Header;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Hides the values of headers that hold secrets by their nature, whoever sent them. Pure. */
final class SecretHeaders {
  private static final Pattern NAME =
      Pattern.compile(
          "(proxy-)?authorization|(set-)?cookie2?|x-csrf.*|.*token.*|.*api-?key.*|.*secret.*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SCHEME = Pattern.compile("(Basic|Bearer|Digest) .*");

  private SecretHeaders() {}

  /**
   * The header as it may be shown: of an authorization its scheme, of a secret nothing.
   *
   * @param redaction for what other headers may quote
   */
  static Header shown(String name, String value, UnaryOperator<String> redaction) {
    if (!NAME.matcher(name).matches()) {
      return new Header(name, redaction.apply(value));
    }
    return new Header(
        name, SCHEME.matcher(value).matches() ? value.replaceAll(" .*", " ****") : "****");
  }
}
