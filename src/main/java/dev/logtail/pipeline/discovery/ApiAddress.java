package dev.logtail.pipeline.discovery;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The base of a REST API, checked once so that nothing later can fail on it.
 *
 * @param url http or https, with a host, without user, query, fragment or a slash at its end
 */
public record ApiAddress(URI url) {
  public ApiAddress {
    url = withoutSlash(url);
    check(url);
  }

  /**
   * Reads what a user typed; without a scheme it means http.
   *
   * @throws IllegalArgumentException when it can be no API; the message is for the user
   */
  public static ApiAddress parse(String typed) {
    String text = typed.strip();
    try {
      return new ApiAddress(new URI(text.contains("://") ? text : "http://" + text));
    } catch (URISyntaxException e) {
      throw unfit(typed, "it is not a URL");
    }
  }

  /** The URL of {@code path}, which starts with a slash and is already encoded. */
  public URI at(String path) {
    return URI.create(url + path);
  }

  /** The URL of one thing named {@code name}, which may be any text, under {@code path}. */
  public URI at(String path, String name) {
    return at(path + "/" + encoded(name));
  }

  private static String encoded(String name) {
    if (name.equals(".") || name.equals("..")) {
      return name.replace(".", "%2E");
    }
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static URI withoutSlash(URI url) {
    String text = url.toString();
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '/') {
      end--;
    }
    return end == text.length() || text.charAt(end - 1) == ':'
        ? url
        : URI.create(text.substring(0, end));
  }

  private static void check(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw unfit(url.toString(), "an API's URL starts with http:// or https://");
    }
    if (url.getHost() == null) {
      throw unfit(url.toString(), "it names no valid host");
    }
    if (url.getRawUserInfo() != null) {
      throw unfit("…@" + url.getHost(), "leave user and password out of the URL");
    }
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw unfit(url.toString(), "leave out what follows '?' or '#'");
    }
  }

  private static IllegalArgumentException unfit(String text, String why) {
    return new IllegalArgumentException("can't use '" + text + "' as API: " + why);
  }

  @Override
  public String toString() {
    return url.toString();
  }
}
