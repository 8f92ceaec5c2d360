package dev.logtail.cli;

import dev.logtail.tool.debug.Conversation;
import dev.logtail.tool.debug.DebugCommands;
import dev.logtail.tool.debug.DebugOutcome;
import dev.logtail.tool.debug.DebugScreen;
import dev.logtail.tool.debug.prompt.PromptListener;
import dev.logtail.tool.debug.prompt.PromptScreen;
import dev.logtail.view.terminal.TerminalFacts;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Runs a debug session at a prompt on the terminal. */
record DebugPrompt(
    Environment environment, DebugSetup.Output output, List<DebugCommands.Word> commands) {
  private static final int USUAL_COLUMNS = 80;

  /**
   * Runs a conversation to its end; empty where Ctrl-C ended it.
   *
   * @param making makes it, and it is then started
   * @throws UserError when the terminal can't be used
   */
  Optional<DebugOutcome> run(Function<DebugScreen, Conversation> making) {
    CompletableFuture<Void> interrupted = new CompletableFuture<>();
    try (PromptScreen screen = screen()) {
      Conversation session = making.apply(screen);
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
      if (output.stats()) {
        screen.say(PromptScreen.Tone.PLAIN, session.stats());
      }
      return interrupted.isDone() ? Optional.empty() : Optional.of(outcome);
    } catch (IOException e) {
      throw new UserError(
          ExitCode.OUTPUT, "the terminal can't be used: " + e.getMessage() + "; try '| cat'");
    }
  }

  private static void interrupt(CompletableFuture<Void> interrupted, Conversation session) {
    interrupted.complete(null);
    session.end();
  }

  private PromptScreen screen() throws IOException {
    TerminalFacts terminal = environment.terminal();
    return terminal.dumb()
        ? PromptScreen.plain(
            output.look(),
            environment.secrets().input(),
            environment.out(),
            terminal.columns().orElse(USUAL_COLUMNS))
        : PromptScreen.edited(
            output.look(), commands, history(), environment.secrets().redaction()::of);
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
