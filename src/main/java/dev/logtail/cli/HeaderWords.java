package dev.logtail.cli;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.Credentials.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads the headers that a user gives. Whatever is wrong with one, its value is not repeated. */
final class HeaderWords {
  private static final int MAX_FILE = 1 << 20;

  /** Those that make the request what it is. */
  private static final Pattern OURS =
      Pattern.compile(
          "host|connection|upgrade|content-length|transfer-encoding|expect|te|trailer"
              + "|sec-websocket-.*");

  private static final Pattern SECRET =
      Pattern.compile(
          "authorization|proxy-authorization|cookie|x-csrf.*|.*token.*|.*api.*key.*|.*secret.*");

  private HeaderWords() {}

  /**
   * All of them: those of the configuration come first, without the ones that are typed anew.
   *
   * @param warn is told what others can see
   */
  static List<Header> headers(List<String> typed, List<Secret> configured, Consumer<String> warn) {
    List<Header> headers = new ArrayList<>();
    for (String word : typed) {
      if (word.startsWith("@")) {
        headers.addAll(file(Path.of(word.substring(1))));
      } else {
        Header header = header("--header", word);
        headers.add(header);
        if (isSecret(header.name())) {
          warn.accept(
              "the value of --header "
                  + header.name()
                  + " can be seen by everybody on this machine; --header @FILE reads it");
        }
      }
    }
    List<Header> all = new ArrayList<>();
    for (Secret word : configured) {
      Header header = header("the configuration's headers", word.reveal());
      if (headers.stream().noneMatch(given -> given.name().equalsIgnoreCase(header.name()))) {
        all.add(header);
      }
    }
    all.addAll(headers);
    return all;
  }

  /** Whether the value of a header of this name is most likely a secret. */
  static boolean isSecret(String name) {
    return SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  private static List<Header> file(Path file) {
    String name = "--header @" + file;
    try {
      if (Files.size(file) > MAX_FILE) {
        throw new IllegalArgumentException(name + " is larger than 1 MiB");
      }
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> header(name, line))
          .toList();
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(name + ": no such file", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + " can't be read: " + e.getMessage(), e);
    }
  }

  private static Header header(String where, String line) {
    int colon = line.indexOf(':');
    Optional<String> name =
        colon < 1 ? Optional.empty() : Optional.of(line.substring(0, colon).strip());
    if (name.isEmpty()) {
      throw new IllegalArgumentException(where + ": write a header as 'Name: value'");
    }
    if (OURS.matcher(name.get().toLowerCase(Locale.ROOT)).matches()) {
      throw new IllegalArgumentException(
          where + ": " + name.get() + " can't be given, logtail sets it itself");
    }
    try {
      return new Header(name.get(), line.substring(colon + 1).strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }
}
