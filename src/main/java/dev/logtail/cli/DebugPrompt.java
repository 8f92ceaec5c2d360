package dev.logtail.cli;

import dev.logtail.tool.debug.DebugOutcome;
import dev.logtail.tool.debug.DebugParts;
import dev.logtail.tool.debug.DebugSession;
import dev.logtail.tool.debug.PromptListener;
import dev.logtail.tool.debug.PromptScreen;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs a debug session at a prompt on the terminal. */
record DebugPrompt(Environment environment, DebugSetup setup, Talk talk) {
  private static final int USUAL_COLUMNS = 80;

  /**
   * Runs the session to its end; empty where Ctrl-C ended it.
   *
   * @throws UserError when the terminal can't be used
   */
  Optional<DebugOutcome> run(DebugParts parts) {
    CompletableFuture<Void> interrupted = new CompletableFuture<>();
    try (PromptScreen screen = screen()) {
      DebugSession session = new DebugSession(setup.session(), parts, screen);
      environment.interrupts().onStop(() -> interrupt(interrupted, session));
      screen.start(
          new PromptListener() {
            @Override
            public void typed(String line) {
              session.typed(line);
            }

            @Override
            public void ended() {
              session.end();
            }

            @Override
            public void interrupted() {
              interrupt(interrupted, session);
            }
          });
      session.start();
      DebugOutcome outcome = session.outcome().join();
      if (setup.output().stats()) {
        screen.say(PromptScreen.Tone.PLAIN, session.stats());
      }
      return interrupted.isDone() ? Optional.empty() : Optional.of(outcome);
    } catch (IOException e) {
      throw new UserError(
          ExitCode.OUTPUT, "the terminal can't be used: " + e.getMessage() + "; try '| cat'");
    }
  }

  private static void interrupt(CompletableFuture<Void> interrupted, DebugSession session) {
    interrupted.complete(null);
    session.end();
  }

  private PromptScreen screen() throws IOException {
    TerminalFacts terminal = environment.terminal();
    return terminal.dumb()
        ? PromptScreen.plain(
            setup.output().look(),
            environment.secrets().input(),
            environment.out(),
            terminal.columns().orElse(USUAL_COLUMNS))
        : PromptScreen.edited(
            setup.output().look(), history(), environment.secrets().redaction()::of);
  }

  /** By the XDG rules; a folder that is not absolute counts as none. */
  private Optional<Path> history() {
    try {
      return EnvironmentVariable.XDG_STATE_HOME
          .in(environment)
          .filter(folder -> folder.startsWith("/"))
          .or(() -> EnvironmentVariable.HOME.in(environment).map(home -> home + "/.local/state"))
          .map(folder -> Path.of(folder, "logtail", "debug_history"));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
