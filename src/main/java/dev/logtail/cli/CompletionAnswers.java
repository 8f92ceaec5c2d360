package dev.logtail.cli;

import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.QuickKeys;
import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TraceLevel;

/**
 * Answers what a shell's completion asks, a word a line: {@code logtail __complete workers follow
 * --api URL}. Comes at once or says nothing: nobody is asked for a password, no failure is told.
 */
final class CompletionAnswers {
  /** The first word of such a command line. */
  static final String COMMAND = "__complete";

  /** With the start of the JVM half a second in all. */
  private static final Duration PATIENCE = Duration.ofMillis(350);

  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  private final Environment environment;

  CompletionAnswers(Environment environment) {
    this.environment =
        new Environment(
            environment.out(),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new Secrets(
                InputStream.nullInputStream(),
                prompt -> Optional.empty(),
                environment.secrets().redaction()),
            environment.variables(),
            TerminalFacts.of(Map.of(), false, false, false),
            environment.interrupts(),
            environment.clock(),
            environment.ticker(),
            environment.heapBytes());
  }

  /** What the command line typed so far says about where to ask. */
  @Command(name = "typed")
  static final class Typed {
    @Mixin private ApiOptions api = new ApiOptions();
    @Mixin private AccessOptions access = new AccessOptions();

    /** Without an option there is nothing to read, and a parser takes longer than the answer. */
    static Typed of(List<String> words) {
      Typed typed = new Typed();
      if (words.stream().anyMatch(word -> word.startsWith("-"))) {
        CommandLine.tracer().setLevel(TraceLevel.OFF);
        CommandLine parser = new CommandLine(typed);
        parser.setUnmatchedArgumentsAllowed(true).setOverwrittenOptionsAllowed(true);
        parser.setExpandAtFiles(false);
        parser.parseArgs(words.toArray(String[]::new));
      }
      return typed;
    }
  }

  /** Prints the answer to {@code args}, whatever it is; returns the exit status. */
  int answer(List<String> args) {
    String what = args.isEmpty() ? "" : args.get(0);
    List<String> typed = args.stream().skip(1).toList();
    try {
      switch (what) {
        case "workers" -> workers(Typed.of(typed));
        case "contexts" -> print(contexts(Typed.of(typed)));
        case "zones" -> print(ZoneId.getAvailableZoneIds().stream().sorted().toList());
        default -> print(List.of());
      }
      return ExitCode.DONE.code();
    } catch (IOException | UserError | ParameterException e) {
      return ExitCode.NOTHING.code();
    }
  }

  /** Whichever holds now. */
  private List<String> contexts(Typed typed) {
    ConfigChoice file = new ConfigChoice(typed.api.config().file(), Optional.empty(), false);
    return Defaults.load(environment, file).settings().contextNames();
  }

  private void workers(Typed typed) throws IOException {
    Defaults defaults = Defaults.load(environment, typed.api.config());
    ApiAddress api = defaults.api(typed.api.api());
    Optional<KeyCache> cache = KeyCache.of(environment, api);
    Optional<List<String>> kept = cache.flatMap(c -> c.fresh(environment.clock().now()));
    if (kept.isPresent()) {
      print(kept.get());
      return;
    }
    CompletableFuture<List<String>> answer = new CompletableFuture<>();
    NamedThreads.daemon("logtail-answer", () -> ask(api, typed, defaults, answer)).start();
    printInTime(answer);
    await(answer, AFTERWARDS).ifPresent(keys -> cache.ifPresent(c -> c.keep(keys)));
  }

  /** Who waits is let go; who presses Tab again finds what has come meanwhile. */
  private void printInTime(CompletableFuture<List<String>> answer) throws IOException {
    Optional<List<String>> keys = await(answer, PATIENCE);
    if (keys.isPresent()) {
      print(keys.get());
    }
    environment.out().close();
  }

  private static Optional<List<String>> await(
      CompletableFuture<List<String>> answer, Duration patience) {
    try {
      return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Completes {@code answer} with the keys that can be typed and shown. */
  private void ask(
      ApiAddress api, Typed typed, Defaults defaults, CompletableFuture<List<String>> answer) {
    SafeText safe = new SafeText(AnsiPolicy.STRIP);
    try {
      Access access =
          AccessForm.read(
              environment,
              typed.access,
              defaults,
              new AccessForm.Typed(typed.api.api(), Selection.ALL));
      answer.complete(
          QuickKeys.of(api, access.credentials(), access.trust(), access.proxies(), AFTERWARDS)
              .stream()
              .filter(key -> safe.plain(key).equals(key))
              .toList());
    } catch (IOException | UserError e) {
      answer.completeExceptionally(e);
    }
  }

  private void print(List<String> words) throws IOException {
    String text = words.stream().map(word -> word + "\n").collect(Collectors.joining());
    environment.out().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
