package dev.logtail.view.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What stands before the rows of a page: looks, script and tools. The page allows its browser this
 * one script, known by its hash, and nothing from any network.
 */
final class HtmlPage {
  private static final String HASH = "{{hash}}";
  private static final String OPEN = "<script>";

  private HtmlPage() {}

  static String head() {
    String page = resource();
    int start = page.indexOf(OPEN) + OPEN.length();
    String script = page.substring(start, page.indexOf("</script>", start));
    return page.replace(HASH, hash(script));
  }

  private static String resource() {
    try (InputStream page =
        requireNonNull(HtmlPage.class.getResourceAsStream("page.html"), "page.html is missing")) {
      return new String(page.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own page can't be read", e);
    }
  }

  private static String hash(String script) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
