package dev.logtail.cli;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.SecretSource;
import dev.logtail.pipeline.access.TokenFile;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
  private static final int MAX_WORDS = 4 << 10;

  CredentialCommand {
    command = List.copyOf(command);
  }

  /** What came of it. */
  private record Printed(String out, String err, int status) {}

  @Override
  public Secret read() {
    Printed printed = run();
    String first = printed.out().lines().findFirst().orElse("");
    environment.secrets().redaction().hide(new Secret(first.strip()));
    SafeText safe = new SafeText(AnsiPolicy.STRIP);
    printed
        .err()
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> environment.err().println("logtail: " + name() + ": " + safe.plain(line)));
    if (printed.status() != 0) {
      throw new IllegalArgumentException(
          name() + " failed: it ended with status " + printed.status());
    }
    if (first.length() > MAX_TOKEN) {
      throw new IllegalArgumentException(name() + " holds more than 16 KiB: that is no token");
    }
    return TokenFile.token(name() + "'s first line", first);
  }

  private Printed run() {
    Process process = start();
    ExecutorService readers = NamedThreads.pool("logtail-credential", 2);
    try {
      CompletableFuture<String> out =
          CompletableFuture.supplyAsync(() -> text(process.getInputStream(), MAX_TOKEN), readers);
      CompletableFuture<String> err =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream(), MAX_WORDS), readers);
      CompletableFuture.allOf(out, err, process.onExit())
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Printed(out.join(), err.join(), process.exitValue());
    } catch (TimeoutException e) {
      throw new IllegalArgumentException(
          name() + " was not done within " + patience.toSeconds() + " s, and was stopped", e);
    } catch (ExecutionException e) {
      throw new IllegalArgumentException(name() + " can't be read: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalArgumentException(name() + " was interrupted", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      readers.shutdownNow();
    }
  }

  private Process start() {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    environment.variables().forEach((name, value) -> builder.environment().put(name, value));
    builder.environment().keySet().removeIf(name -> name.startsWith("LOGTAIL_"));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new IllegalArgumentException(name() + " can't be run: " + reason(e), e);
    }
  }

  /** Java puts the whole command before it. */
  private static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(message.lastIndexOf(',') + 1).strip();
  }

  /** What is beyond {@code most} bytes is read and forgotten. */
  private static String text(InputStream stream, int most) {
    try (stream) {
      byte[] bytes = stream.readNBytes(most + 1);
      stream.skip(Long.MAX_VALUE);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
