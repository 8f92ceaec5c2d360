package dev.logtail.cli;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.Redaction;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Where secrets come in from the process, and what keeps them from going out again.
 *
 * @param input standard input
 * @param redaction hides them in everything that goes to standard error
 */
public record Secrets(InputStream input, Prompter prompter, Redaction redaction) {
  /** Asks a person at the terminal for a line that does not show. */
  @FunctionalInterface
  public interface Prompter {
    /** Empty when the person ends the input instead. */
    Optional<Secret> ask(String prompt) throws IOException;
  }
}
