package dev.logtail.pipeline.transport;

import dev.logtail.model.ShownUrl;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Brings what others sent into a message of our own: on one line and cut. Pure. */
final class ForeignWords {
  private static final int MAX_QUOTED = 200;

  private ForeignWords() {}

  static String of(@Nullable String foreign) {
    String line = String.valueOf(foreign).strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }

  static String of(URI url) {
    return of(ShownUrl.of(url));
  }

  /** The host and port that are dialled for {@code url}. */
  static String hostAndPort(URI url) {
    int byScheme = url.getScheme().equalsIgnoreCase("wss") ? 443 : 80;
    return of(url.getHost() + ":" + (url.getPort() == -1 ? byScheme : url.getPort()));
  }
}
