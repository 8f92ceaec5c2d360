package dev.logtail.cli.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The completion scripts, made from the command model: none of them starts the program but to ask
 * it.
 */
public enum CompletionScript {
  BASH,
  ZSH,
  FISH;

  /** The script for the program of which {@code root} is the model. */
  public String of(CommandSpec root) {
    return switch (this) {
      case BASH -> BashScript.of(root);
      case ZSH -> ZshScript.of(root);
      case FISH -> FishScript.of(root);
    };
  }

  /** What is the same for all programs. */
  static String frame(String file) {
    try (InputStream in = CompletionScript.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A word in single quotes, as bash and zsh read it. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
