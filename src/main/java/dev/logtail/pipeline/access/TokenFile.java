package dev.logtail.pipeline.access;

import dev.logtail.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A file that holds nothing but a token, which may stand behind the word Bearer.
 *
 * @param option how the file was named, for example {@code --token-file}
 */
public record TokenFile(String option, Path file) implements SecretSource {
  private static final int MAX_BYTES = 16 << 10;

  @Override
  public Secret read() {
    try (InputStream in = Files.newInputStream(file)) {
      return token(name(), in);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(name() + ": no such file");
    } catch (IOException e) {
      throw new IllegalArgumentException(name() + " can't be read: " + Reasons.of(e));
    }
  }

  /** The token that {@code in} holds, which is called {@code name}. */
  public static Secret token(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(name + " holds more than 16 KiB: that is no token");
    }
    return token(name, new String(bytes, StandardCharsets.UTF_8));
  }

  /** The token in {@code text}, which is called {@code name}. */
  public static Secret token(String name, String text) {
    String words = text.strip();
    String token =
        words.toLowerCase(Locale.ROOT).startsWith("bearer ") ? words.substring(7).strip() : words;
    if (token.isEmpty()) {
      throw new IllegalArgumentException(name + " holds no token: it is empty");
    }
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalArgumentException(
          name + " holds no token: a token is one word of ASCII characters");
    }
    return new Secret(token);
  }

  @Override
  public String name() {
    return option + " " + file;
  }

  /** A pipe can be read once only. */
  @Override
  public boolean canChange() {
    return Files.isRegularFile(file);
  }
}
