package dev.logtail.config;

import dev.logtail.config.YamlNode.Pair;
import dev.logtail.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the file says about one server. */
final class ContextReader {
  /** Keys with a meaning of their own. */
  private static final List<String> OWN_KEYS =
      List.of(
          "api",
          "server-tz",
          "token-file",
          "token",
          "user",
          "headers",
          "cacert",
          "cert",
          "key",
          "credential-command",
          "proxy");

  /** Keys that stand for the options of the same names: what a server is like. */
  private static final List<String> OPTION_KEYS =
      List.of(
          "dialect",
          "auth-host",
          "allow-plaintext-auth",
          "allow-private-streams",
          "max-workers",
          "max-frame",
          "connect-timeout",
          "keepalive",
          "pin-sha256",
          "discover-every");

  /** All that a context can say. */
  static final List<String> KEYS = Stream.of(OWN_KEYS, OPTION_KEYS).flatMap(List::stream).toList();

  private ContextReader() {}

  static ContextSettings read(Word name, YamlNode node, List<Problem> problems) {
    Section context = Section.of(node, "context '" + name.text() + "'", problems).allow(KEYS);
    return new ContextSettings(
        name,
        context.text("api"),
        context.text("server-tz"),
        access(context),
        options(context),
        shown(name, context));
  }

  private static Map<String, Word> shown(Word name, Section context) {
    Map<String, Word> shown = new LinkedHashMap<>();
    for (Word key : context.names()) {
      List<String> path = List.of("contexts", name.text(), key.text());
      String value = context.at(key.text()).map(node -> MaskedYaml.words(node, path)).orElse("");
      shown.putIfAbsent(key.text(), new Word(value, key.line()));
    }
    return shown;
  }

  private static AccessSettings access(Section context) {
    return new AccessSettings(
        command(context),
        context.text("token-file"),
        context.text("token").map(Secret::new),
        context.text("user").map(Secret::new),
        headers(context),
        context.text("cacert"),
        context.text("cert"),
        context.text("key"),
        context.text("proxy").map(Secret::new));
  }

  /** {@code [pass, show, prod]}; a line of text would need a shell to become words. */
  private static List<String> command(Section context) {
    Optional<YamlNode> node = context.at("credential-command");
    List<String> words = context.texts("credential-command");
    if (node.isPresent() && (!node.get().isList() || words.isEmpty() || words.get(0).isBlank())) {
      context.problem(
          node.get().line(),
          "'credential-command' in "
              + context.where()
              + " should be a program and its arguments: [pass, show, prod]");
      return List.of();
    }
    return words;
  }

  private static List<OptionSetting> options(Section context) {
    return context.names().stream()
        .filter(key -> OPTION_KEYS.contains(key.text()))
        .map(key -> new OptionSetting(key.text(), context.texts(key.text()), key.line()))
        .toList();
  }

  /** {@code {X-Tenant: a}} or {@code ['X-Tenant: a']}. */
  private static List<Secret> headers(Section context) {
    Optional<YamlNode> node = context.at("headers");
    if (node.isPresent() && node.get().isText()) {
      context.problem(
          node.get().line(),
          "'headers' in " + context.where() + " should be a list of 'Name: value' lines");
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    if (node.isPresent() && node.get().isMapping()) {
      Section headers =
          Section.of(node.get(), "'headers' in " + context.where(), context.problems());
      for (Pair pair : node.get().pairs()) {
        String name = pair.key().text();
        lines.add(name + ": " + headers.text(name).orElse(""));
      }
    } else {
      lines.addAll(context.texts("headers"));
    }
    return lines.stream().map(Secret::new).toList();
  }
}
