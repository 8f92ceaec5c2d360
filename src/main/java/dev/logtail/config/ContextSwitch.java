package dev.logtail.config;

import dev.logtail.config.SettingsLoader.Examined;
import dev.logtail.config.YamlNode.Pair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Changes which context is the current one in a configuration file, and not a byte beside it:
 * comments, order and forms stay, the file's mode too.
 */
public final class ContextSwitch {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./@-]*");
  private static final Set<String> NOTHING = Set.of("null", "Null", "NULL");

  private ContextSwitch() {}

  /**
   * Makes {@code name}, which must be one of the contexts of {@code file}, the current one.
   *
   * @throws SettingsException when the file is none, or writes 'current' in a way that can't be
   *     changed safely
   */
  public static void use(Path file, String name) throws SettingsException, IOException {
    String before = SettingsLoader.textOf(file);
    String after = switched(file, before, name);
    Examined was = SettingsLoader.examine(file, before);
    Examined is = SettingsLoader.examine(file, after);
    boolean sure =
        is.settings().current().map(Word::text).filter(name::equals).isPresent()
            && is.settings().contextNames().equals(was.settings().contextNames())
            && is.problems().size() <= was.problems().size();
    if (!sure) {
      throw byHand(file, name, "it is written in a way that logtail can't change safely");
    }
    if (!after.equals(before)) {
      replace(file.toRealPath(), after);
    }
  }

  /** {@code text} with another current context. */
  private static String switched(Path file, String text, String name) throws SettingsException {
    YamlNode root =
        SettingsLoader.parse(file, text)
            .orElseThrow(() -> byHand(file, name, "the file has no contexts"));
    String word = written(file, name);
    List<Pair> current =
        root.pairs().stream().filter(pair -> pair.key().text().equals("current")).toList();
    if (current.size() > 1) {
      throw byHand(file, name, "'current' is there twice");
    }
    if (!current.isEmpty()) {
      return replaced(file, text, current.get(0), word);
    }
    int start = offset(text, root.node().getStartMark().getIndex());
    if (text.startsWith("{", start)) {
      return text.substring(0, start + 1) + "current: " + word + ", " + text.substring(start + 1);
    }
    String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    String indent = " ".repeat(root.node().getStartMark().getColumn());
    return text.substring(0, start) + "current: " + word + lineEnd + indent + text.substring(start);
  }

  private static String replaced(Path file, String text, Pair current, String word)
      throws SettingsException {
    YamlNode value = current.value();
    int start = offset(text, value.node().getStartMark().getIndex());
    int end = offset(text, value.node().getEndMark().getIndex());
    boolean elsewhere =
        value.node().getStartMark().getIndex() < current.key().node().getEndMark().getIndex();
    if (!value.isText() || value.node().getAnchor() != null || elsewhere) {
      throw byHand(file, word, "line " + current.key().line() + " is no plain 'current: NAME'");
    }
    boolean joined = start > 0 && text.charAt(start - 1) == ':';
    return text.substring(0, start) + (joined ? " " : "") + word + text.substring(end);
  }

  /** Marks count code points. */
  private static int offset(String text, int codePoints) {
    return text.offsetByCodePoints(0, codePoints);
  }

  private static String written(Path file, String name) throws SettingsException {
    if (PLAIN.matcher(name).matches() && !NOTHING.contains(name)) {
      return name;
    }
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      throw byHand(file, name, "the name holds control characters");
    }
    return "'" + name.replace("'", "''") + "'";
  }

  private static SettingsException byHand(Path file, String name, String why) {
    return new SettingsException(
        "configuration " + file + ": " + why + "; write 'current: " + name + "' by hand");
  }

  /** In one step: whoever reads the file sees the old text or the new one. */
  private static void replace(Path file, String text) throws IOException {
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
    Path beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".logtail-", "");
    try {
      try (FileChannel out = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.setPosixFilePermissions(beside, mode);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }
}
