package dev.logtail.config;

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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads the configuration file.
 *
 * <pre>
 *   current: prod
 *   contexts:
 *     prod: {api: https://trade.example/root, server-tz: Asia/Shanghai}
 *   defaults: {level: INFO, time: short}
 *   theme: {base: light, ERROR: "bold #ff8800"}
 *   highlights: [{match: "filled", style: "bold green"}]
 *   alerts: [{when: "level >= CRITICAL", do: bell}]
 * </pre>
 *
 * A key that is not known is a problem that names its line and the nearest that is.
 */
public final class SettingsLoader {
  private static final int MAX_BYTES = 1 << 20;

  /**
   * What a file says, and what is wrong with it.
   *
   * @param problems in the order of their lines
   */
  public record Examined(Settings settings, List<Problem> problems) {
    public Examined {
      problems = List.copyOf(problems);
    }
  }

  private SettingsLoader() {}

  /**
   * The settings in {@code file}.
   *
   * @throws SettingsException when it can't be read or is not what it should be
   */
  public static Settings load(Path file) throws SettingsException {
    Examined examined = examine(file);
    Optional<Problem> first = examined.problems().stream().findFirst();
    if (first.isPresent()) {
      int more = examined.problems().size() - 1;
      String rest = more == 0 ? "" : " (and " + more + " more: logtail config check)";
      throw wrong(file, first.get() + rest);
    }
    return examined.settings();
  }

  /**
   * The settings in {@code file} as far as they are in order, and the problems with the rest.
   *
   * @throws SettingsException when it can't be read or is no YAML
   */
  public static Examined examine(Path file) throws SettingsException {
    return examine(file, textOf(file));
  }

  static Examined examine(Path file, String text) throws SettingsException {
    List<Problem> problems = new ArrayList<>();
    Settings settings =
        parse(file, text)
            .filter(root -> !root.isNothing())
            .map(root -> SettingsReader.read(root, problems))
            .orElse(Settings.NONE);
    problems.sort(Comparator.comparingInt(Problem::line));
    return new Examined(settings, problems);
  }

  static Optional<YamlNode> parse(Path file) throws SettingsException {
    return parse(file, textOf(file));
  }

  /** The document in {@code text}, which is that of {@code file}. */
  static Optional<YamlNode> parse(Path file, String text) throws SettingsException {
    try {
      return YamlNode.parse(text);
    } catch (YamlNode.Malformed e) {
      throw wrong(file, String.valueOf(e.getMessage()));
    }
  }

  /** The text of {@code file}, if it can be one of a configuration. */
  static String textOf(Path file) throws SettingsException {
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

  private static SettingsException wrong(Path file, String what) {
    return new SettingsException("configuration " + file + ": " + what);
  }
}
