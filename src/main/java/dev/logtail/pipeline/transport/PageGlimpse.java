package dev.logtail.pipeline.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Fetches the first words of the page that answered where a stream should be, since a WebSocket
 * client is never shown them. One plain GET, without credentials, that takes a few seconds at most.
 */
final class PageGlimpse {
  private static final int MAX_BYTES = 400;
  private static final int TIMEOUT_MILLIS = 2_000;

  private PageGlimpse() {}

  /** The page's beginning, foreign text; "" when there is none to get. Blocks. */
  static String firstWords(URI stream) {
    try {
      URI page = URI.create("http" + stream.toString().substring(2));
      if (!(page.toURL().openConnection() instanceof HttpURLConnection connection)) {
        return "";
      }
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      } finally {
        connection.disconnect();
      }
    } catch (IOException | IllegalArgumentException e) {
      return "";
    }
  }
}
