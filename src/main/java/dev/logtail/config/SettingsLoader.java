package dev.logtail.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.logtail.model.Secret;
import dev.logtail.model.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads the configuration file.
 *
 * <pre>
 *   current: prod
 *   contexts:
 *     prod: {api: https://trade.example/root, server-tz: Asia/Shanghai}
 *   theme: {base: light, ERROR: "bold #ff8800"}
 * </pre>
 *
 * A key that is not known is an error that names its line and the nearest that is.
 */
public final class SettingsLoader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 50;
  private static final List<String> TOP_KEYS = List.of("current", "contexts", "theme");
  private static final String THEME = "theme";
  private static final String BASE = "base";
  private static final List<String> CONTEXT_KEYS =
      List.of(
          "api", "server-tz", "token-file", "token", "user", "headers", "cacert", "cert", "key", "credential-command",
          "proxy");

  private final Path file;
  private final String text;

  private SettingsLoader(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * The settings in {@code file}.
   *
   * @throws SettingsException when it can't be read or is not what it should be
   */
  public static Settings load(Path file) throws SettingsException {
    return new SettingsLoader(file, textOf(file)).read();
  }

  private Settings read() throws SettingsException {
    JsonNode root = parse();
    if (!root.isContainerNode() && root.asText("").isEmpty()) {
      return Settings.NONE;
    }
    checkKeys(root, TOP_KEYS, "the file", List.of());
    JsonNode contexts = root.path("contexts");
    checkContexts(contexts);
    ThemeSettings theme = theme(root.path("theme"));
    Optional<String> current = value(root, "current", "the file");
    if (current.isEmpty()) {
      return new Settings(Optional.empty(), Optional.empty(), AccessSettings.NONE, theme);
    }
    if (!contexts.has(current.get())) {
      String there = String.join(", ", (Iterable<String>) contexts::fieldNames);
      throw wrong(
          "current names the context '"
              + current.get()
              + "', which is not among the contexts"
              + (there.isEmpty() ? "" : "; there are " + there));
    }
    JsonNode context = contexts.path(current.get());
    String where = "context '" + current.get() + "'";
    return new Settings(
        value(context, "api", where),
        value(context, "server-tz", where),
        access(context, where),
        theme);
  }

  /** A name, or styles with the name of the theme that they change. */
  private ThemeSettings theme(JsonNode theme) throws SettingsException {
    if (!theme.isContainerNode() && theme.asText("").isEmpty()) {
      return ThemeSettings.NONE;
    }
    if (theme.isValueNode()) {
      return new ThemeSettings(Optional.of(word(theme.asText(""), List.of(THEME))), List.of());
    }
    if (!theme.isObject()) {
      throw wrongAt(List.of(THEME), "theme should be a name or a list of 'LEVEL: style' lines");
    }
    List<ThemeSettings.Entry> styles = new ArrayList<>();
    for (Map.Entry<String, JsonNode> style : theme.properties()) {
      String key = style.getKey();
      String words = value(theme, key, THEME).orElse("");
      if (!key.equals(BASE)) {
        styles.add(new ThemeSettings.Entry(word(key, List.of(THEME, key)), words));
      }
    }
    Optional<ThemeSettings.Word> base =
        value(theme, BASE, THEME).map(name -> word(name, List.of(THEME, BASE)));
    return new ThemeSettings(base, styles);
  }

  private ThemeSettings.Word word(String word, List<String> path) {
    return new ThemeSettings.Word(word, lineOf(path));
  }

  private AccessSettings access(JsonNode context, String where) throws SettingsException {
    return new AccessSettings(
        words(context, "credential-command", where),
        value(context, "token-file", where),
        value(context, "token", where).map(Secret::new),
        value(context, "user", where).map(Secret::new),
        headers(context.path("headers"), where),
        value(context, "cacert", where),
        value(context, "cert", where),
        value(context, "key", where),
        value(context, "proxy", where).map(Secret::new));
  }

  /** {@code [pass, show, prod]}; a line of text would need a shell to become words. */
  private List<String> words(JsonNode context, String key, String where) throws SettingsException {
    JsonNode list = context.path(key);
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText("")));
    boolean given = !list.isMissingNode() && !list.isNull();
    boolean isWords = list.isArray() && !list.isEmpty() && !list.get(0).asText("").isBlank();
    for (JsonNode word : list) {
      isWords &= word.isValueNode();
    }
    if (given && !isWords) {
      throw wrong(
          "'" + key + "' in " + where + " should be a program and its arguments: [pass, show, prod]");
    }
    return words;
  }

  /** {@code {X-Tenant: a}} or {@code ['X-Tenant: a']}. */
  private List<Secret> headers(JsonNode headers, String where) throws SettingsException {
    List<Secret> lines = new ArrayList<>();
    for (Map.Entry<String, JsonNode> header : headers.properties()) {
      lines.add(new Secret(header.getKey() + ": " + header.getValue().asText("")));
    }
    if (headers.isArray()) {
      headers.forEach(line -> lines.add(new Secret(line.asText(""))));
    }
    if (headers.isValueNode() && !headers.isNull()) {
      throw wrong("'headers' in " + where + " should be a list of 'Name: value' lines");
    }
    return lines;
  }

  private void checkContexts(JsonNode contexts) throws SettingsException {
    if (contexts.isMissingNode() || contexts.isNull()) {
      return;
    }
    if (!contexts.isObject()) {
      throw wrong("contexts should be a list of 'name: {api: URL}' lines");
    }
    for (Iterator<String> names = contexts.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      checkKeys(
          contexts.path(name), CONTEXT_KEYS, "context '" + name + "'", List.of("contexts", name));
    }
  }

  private Optional<String> value(JsonNode node, String key, String where) throws SettingsException {
    JsonNode value = node.path(key);
    if (value.isContainerNode()) {
      throw wrong("'" + key + "' in " + where + " should be one word, not a list");
    }
    return Optional.of(value.isNull() ? "" : value.asText("")).filter(text -> !text.isEmpty());
  }

  private static String textOf(Path file) throws SettingsException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw wrong(file, "is too large: at most 1 MiB is read");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw wrong(file, "is not UTF-8 text");
    } catch (NoSuchFileException e) {
      throw wrong(file, "no such file");
    } catch (AccessDeniedException e) {
      throw wrong(file, "can't be read: permission denied");
    } catch (IOException e) {
      throw wrong(file, "can't be read: " + e.getMessage());
    }
  }

  private static LoaderOptions limits() {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_BYTES);
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setMaxAliasesForCollections(MAX_DEPTH);
    limits.setAllowDuplicateKeys(false);
    return limits;
  }

  private JsonNode parse() throws SettingsException {
    YAMLFactory factory =
        YAMLFactory.builder()
            .loaderOptions(limits())
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();
    try {
      return new YAMLMapper(factory).readTree(text);
    } catch (JsonProcessingException e) {
      throw wrong(whatIsWrong(e));
    }
  }

  private static String whatIsWrong(JsonProcessingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
        int line = marked.getProblemMark().getLine() + 1;
        return "line " + line + ": " + firstLine(String.valueOf(marked.getProblem()));
      }
    }
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    return (line > 0 ? "line " + line + ": " : "") + firstLine(e.getOriginalMessage());
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("not YAML");
  }

  private void checkKeys(JsonNode node, List<String> known, String where, List<String> path)
      throws SettingsException {
    if (!node.isObject()) {
      throw wrong(where + " should be a list of 'key: value' lines");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (name.equals("insecure")) {
        throw wrong("'insecure' can't be set in a file; give --insecure where it is needed");
      }
      if (!known.contains(name)) {
        List<String> key = Stream.concat(path.stream(), Stream.of(name)).toList();
        throw wrongAt(key, "unknown key '" + name + "' in " + where + Spelling.hint(name, known));
      }
    }
  }

  private OptionalInt lineOf(List<String> path) {
    return KeyLines.of(text, limits()).lineOf(path);
  }

  private SettingsException wrongAt(List<String> path, String what) {
    OptionalInt line = lineOf(path);
    return wrong((line.isPresent() ? "line " + line.getAsInt() + ": " : "") + what);
  }

  private SettingsException wrong(String what) {
    return wrong(file, what);
  }

  private static SettingsException wrong(Path file, String what) {
    return new SettingsException("configuration " + file + ": " + what);
  }
}
