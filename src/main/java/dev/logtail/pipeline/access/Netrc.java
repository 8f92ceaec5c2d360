package dev.logtail.pipeline.access;

import dev.logtail.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The user and password that a netrc file has for one host. The file must be the user's own and
 * unreadable for others.
 *
 * <pre>
 *   machine trade.example login bob password "with a space"
 *   default login guest password guest
 * </pre>
 */
public record Netrc(Path file, String host) implements SecretSource {
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern WORD =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|#[^\\n]*|([^\\s\"]\\S*)|(\\n[ \\t]*\\n)");

  @Override
  public Secret read() {
    Optional<String> trouble = Files.exists(file) ? OwnFile.trouble(file) : Optional.empty();
    if (trouble.isPresent()) {
      throw new IllegalArgumentException(name() + ": " + trouble.get());
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(name() + " is larger than 1 MiB");
      }
      return find(words(Files.readString(file)));
    } catch (IOException e) {
      throw new IllegalArgumentException(name() + " can't be read: " + Reasons.of(e));
    }
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      if (word.group(1) != null) {
        words.add(word.group(1).replaceAll("\\\\(.)", "$1"));
      } else if (word.group(2) != null) {
        words.add(word.group(2));
      } else if (word.group(3) != null) {
        words.add("\n");
      }
    }
    return words;
  }

  private Secret find(List<String> words) {
    for (int at = 0; at < words.size(); at++) {
      boolean isDefault = words.get(at).equals("default");
      boolean isMachine = words.get(at).equals("machine") && at + 1 < words.size();
      if (isDefault || (isMachine && names(words.get(at + 1)))) {
        return login(words.subList(isDefault ? at + 1 : at + 2, words.size()));
      }
      at = words.get(at).equals("macdef") ? endOfMacro(words, at) : isMachine ? at + 1 : at;
    }
    throw new IllegalArgumentException(name() + " has no entry 'machine " + host + "'");
  }

  private boolean names(String machine) {
    return WebOrigin.plainHost(machine).equals(WebOrigin.plainHost(host))
        || host.equals("[" + machine.toLowerCase(Locale.ROOT) + "]");
  }

  private static int endOfMacro(List<String> words, int start) {
    int at = start;
    while (at < words.size() && !words.get(at).equals("\n")) {
      at++;
    }
    return at;
  }

  private Secret login(List<String> words) {
    Map<String, String> entry = new HashMap<>();
    List<String> told = words.stream().filter(word -> !word.equals("\n")).toList();
    for (int at = 0; at + 1 < told.size(); at += 2) {
      if (!List.of("login", "password", "account").contains(told.get(at))) {
        break;
      }
      entry.put(told.get(at), told.get(at + 1));
    }
    String login = entry.get("login");
    String password = entry.get("password");
    if (login == null || password == null) {
      throw new IllegalArgumentException(
          name() + " has no login and password for 'machine " + host + "'");
    }
    return new Secret(login + ":" + password);
  }

  @Override
  public String name() {
    return "netrc " + file;
  }

  @Override
  public boolean canChange() {
    return true;
  }
}
