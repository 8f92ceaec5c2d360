package dev.logtail.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads the configuration file.
 *
 * <pre>
 *   current: prod
 *   contexts:
 *     prod: {api: https://trade.example/root, server-tz: Asia/Shanghai}
 * </pre>
 *
 * A key that is not known is an error that names those that are.
 */
public final class SettingsLoader {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_DEPTH = 50;
  private static final List<String> TOP_KEYS = List.of("current", "contexts");
  private static final List<String> CONTEXT_KEYS = List.of("api", "server-tz");

  private final Path file;

  private SettingsLoader(Path file) {
    this.file = file;
  }

  /**
   * The settings in {@code file}.
   *
   * @throws SettingsException when it can't be read or is not what it should be
   */
  public static Settings load(Path file) throws SettingsException {
    return new SettingsLoader(file).read();
  }

  private Settings read() throws SettingsException {
    JsonNode root = parse();
    if (root.isMissingNode() || root.isNull() || root.isEmpty()) {
      return Settings.NONE;
    }
    checkKeys(root, TOP_KEYS, "the file");
    if (!root.has("current")) {
      return Settings.NONE;
    }
    String current = root.path("current").asText();
    JsonNode context = root.path("contexts").path(current);
    if (context.isMissingNode()) {
      throw wrong("current names the context '" + current + "', which is not among the contexts");
    }
    checkKeys(context, CONTEXT_KEYS, "context '" + current + "'");
    return new Settings(text(context, "api"), text(context, "server-tz"));
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.of(node.path(key).asText("")).filter(value -> !value.isEmpty());
  }

  private JsonNode parse() throws SettingsException {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_BYTES);
    limits.setNestingDepthLimit(MAX_DEPTH);
    limits.setMaxAliasesForCollections(MAX_DEPTH);
    limits.setAllowDuplicateKeys(false);
    try {
      YAMLFactory factory = YAMLFactory.builder().loaderOptions(limits).build();
      return new YAMLMapper(factory).readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw wrong((line > 0 ? "line " + line + ": " : "") + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw wrong("can't be read: " + e.getMessage());
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("not YAML");
  }

  private void checkKeys(JsonNode node, List<String> known, String where) throws SettingsException {
    if (!node.isObject()) {
      throw wrong(where + " should be a list of 'key: value' lines");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw wrong(
            "unknown key '" + name + "' in " + where + "; known are " + String.join(", ", known));
      }
    }
  }

  private SettingsException wrong(String what) {
    return new SettingsException("configuration " + file + ": " + what);
  }
}
