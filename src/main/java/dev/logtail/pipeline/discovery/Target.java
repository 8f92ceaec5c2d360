package dev.logtail.pipeline.discovery;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.net.URI;
import java.util.Locale;

/** One TARGET word of the command line, understood. */
public sealed interface Target {
  /** The word as the user typed it. */
  String text();

  /** A stream's own URL: no API is asked. */
  record Address(String text, URI url) implements Target {}

  /** A worker's key, or a part of it that fits only one. */
  record Key(String text) implements Target {}

  /** A worker's whole key, of a worker that was there when it was first meant. */
  record Exact(String text) implements Target {}

  /** {@code *} stands for any text, {@code ?} for any one character. */
  record Glob(String text, Pattern pattern) implements Target {}

  /** A regular expression that matches somewhere in the key. */
  record Regex(String text, Pattern pattern) implements Target {}

  /**
   * Tells what {@code word} is. Globs and regexes in lower case match any case.
   *
   * @throws IllegalArgumentException when it can be no target; the message is for the user
   */
  static Target parse(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.startsWith("ws://") || lower.startsWith("wss://")) {
      return new Address(word, StreamAddress.typed(word));
    }
    if (lower.startsWith("http://") || lower.startsWith("https://")) {
      throw new IllegalArgumentException(
          "'" + word + "' is no stream: give a ws:// URL here, or an API with --api");
    }
    if (word.isBlank()) {
      throw new IllegalArgumentException("a target is empty: give a key, a part of one or a glob");
    }
    if (word.length() > 2 && word.startsWith("/") && word.endsWith("/")) {
      return new Regex(word, compile(word, word.substring(1, word.length() - 1)));
    }
    if (word.contains("*") || word.contains("?")) {
      return new Glob(word, compile(word, globRegex(word)));
    }
    return new Key(word);
  }

  private static Pattern compile(String word, String regex) {
    int flags = word.equals(word.toLowerCase(Locale.ROOT)) ? Pattern.CASE_INSENSITIVE : 0;
    try {
      return Pattern.compile(regex, flags | Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + word + "' is not a regular expression: " + e.getDescription(), e);
    }
  }

  private static String globRegex(String glob) {
    StringBuilder regex = new StringBuilder("\\A");
    for (int i = 0; i < glob.length(); i++) {
      switch (glob.charAt(i)) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> {
          int end = i;
          while (end < glob.length() && "*?".indexOf(glob.charAt(end)) < 0) {
            end++;
          }
          regex.append(Pattern.quote(glob.substring(i, end)));
          i = end - 1;
        }
      }
    }
    return regex.append("\\z").toString();
  }
}
