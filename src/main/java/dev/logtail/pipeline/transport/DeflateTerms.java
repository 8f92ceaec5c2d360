package dev.logtail.pipeline.transport;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What client and server agree on for permessage-deflate (RFC 7692). Pure.
 *
 * <p>The offer asks the server to forget nothing and leaves it free to limit what we would compress
 * with, since we compress nothing at all.
 *
 * <pre>
 *   we offer    permessage-deflate; client_no_context_takeover; client_max_window_bits
 *   it answers  permessage-deflate; server_no_context_takeover; server_max_window_bits=12
 * </pre>
 *
 * @param serverKeepsContext a message may refer to what earlier ones held
 */
record DeflateTerms(boolean serverKeepsContext) {
  static final String EXTENSION = "permessage-deflate";
  static final List<String> OFFERED =
      List.of("client_no_context_takeover", "client_max_window_bits");

  static final String SERVER_FORGETS = "server_no_context_takeover";
  private static final String CLIENT_FORGETS = "client_no_context_takeover";
  private static final String SERVER_WINDOW = "server_max_window_bits";
  private static final String CLIENT_WINDOW = "client_max_window_bits";

  /**
   * The terms in a server's answer; empty when it does not compress.
   *
   * @param headers the values of Sec-WebSocket-Extensions, as received
   * @throws Breach for an extension or a parameter that was not offered or makes no sense
   */
  static Optional<DeflateTerms> agreed(List<String> headers) throws Breach {
    Optional<DeflateTerms> terms = Optional.empty();
    for (String extension : String.join(",", headers).split(",", -1)) {
      if (!extension.isBlank()) {
        if (terms.isPresent()) {
          throw refused("answered more than one extension", String.join(", ", headers));
        }
        terms = Optional.of(parse(extension));
      }
    }
    return terms;
  }

  private static DeflateTerms parse(String extension) throws Breach {
    String[] parts = extension.split(";", -1);
    if (!parts[0].strip().equalsIgnoreCase(EXTENSION)) {
      throw refused("answered an extension that was not asked for", parts[0]);
    }
    Set<String> names = new HashSet<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      String name = pair[0].strip().toLowerCase(Locale.ROOT);
      if (!names.add(name)
          || !isLegal(name, pair.length == 1 ? Optional.empty() : value(pair[1]))) {
        throw refused("answered an illegal parameter of permessage-deflate", parts[i]);
      }
    }
    return new DeflateTerms(!names.contains(SERVER_FORGETS));
  }

  private static Optional<String> value(String written) {
    String stripped = written.strip();
    boolean quoted = stripped.length() >= 2 && stripped.startsWith("\"") && stripped.endsWith("\"");
    return Optional.of(quoted ? stripped.substring(1, stripped.length() - 1) : stripped);
  }

  private static boolean isLegal(String name, Optional<String> value) {
    return switch (name) {
      case SERVER_FORGETS, CLIENT_FORGETS -> value.isEmpty();
      case SERVER_WINDOW, CLIENT_WINDOW ->
          value.filter(bits -> bits.matches("[89]|1[0-5]")).isPresent();
      default -> false;
    };
  }

  private static Breach refused(String what, String answer) {
    return new Breach(Breach.EXTENSION, what + ": '" + answer.strip() + "'");
  }
}
