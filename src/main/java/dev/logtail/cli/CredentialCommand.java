package dev.logtail.cli;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.SecretSource;
import dev.logtail.pipeline.access.TokenFile;
import dev.logtail.runtime.ChildProgram;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program that prints a token on its first line: the door to keyrings such as pass, secret-tool
 * or security. No shell reads its words, it gets none of our own variables and no input, and it has
 * to be done in time. It is asked again when the token is refused.
 *
 * @param command the program and its arguments
 */
record CredentialCommand(Environment environment, List<String> command, Duration patience)
    implements SecretSource {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MAX_TOKEN = 16 << 10;

  CredentialCommand {
    command = List.copyOf(command);
  }

  @Override
  public Secret read() {
    ChildProgram.End end = run();
    String first = end.output().lines().findFirst().orElse("");
    environment.secrets().redaction().hide(new Secret(first.strip()));
    SafeText safe = new SafeText(AnsiPolicy.STRIP);
    end.complaints()
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> environment.err().println("logtail: " + name() + ": " + safe.plain(line)));
    if (end.status() != 0) {
      throw new IllegalArgumentException(name() + " failed: it ended with status " + end.status());
    }
    if (first.length() > MAX_TOKEN) {
      throw new IllegalArgumentException(name() + " holds more than 16 KiB: that is no token");
    }
    return TokenFile.token(name() + "'s first line", first);
  }

  private ChildProgram.End run() {
    Map<String, String> variables = new HashMap<>(environment.variables());
    variables.keySet().removeIf(name -> name.startsWith("LOGTAIL_"));
    try {
      ChildProgram.End end =
          new ChildProgram(command, variables, patience, MAX_TOKEN + 1).runApart();
      if (end.timedOut()) {
        throw new IllegalArgumentException(
            name() + " was not done within " + patience.toSeconds() + " s, and was stopped");
      }
      return end;
    } catch (IOException e) {
      throw new IllegalArgumentException(name() + " can't be run: " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException(name() + " was interrupted", e);
    }
  }

  /** Java puts the whole command before it. */
  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(message.lastIndexOf(',') + 1).strip();
  }

  /** Not its arguments: one of them may be a secret. */
  @Override
  public String name() {
    return "the configuration's credential-command '" + command.get(0) + "'";
  }

  @Override
  public boolean canChange() {
    return true;
  }
}
