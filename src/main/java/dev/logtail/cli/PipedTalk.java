package dev.logtail.cli;

import dev.logtail.runtime.NamedThreads;
import dev.logtail.tool.debug.Conversation;
import dev.logtail.tool.debug.Cut;
import dev.logtail.tool.debug.DebugOutcome;
import dev.logtail.tool.debug.DebugScreen;
import dev.logtail.tool.debug.PipeScreen;
import dev.logtail.tool.debug.PipedInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Runs a conversation between standard input and standard output to its end.
 *
 * @param script whether standard input is left alone
 */
record PipedTalk(Environment environment, DebugSetup.Output output, boolean script, Talk talk) {
  /**
   * Returns the exit status.
   *
   * @param making makes the conversation, which is then started
   */
  int run(Function<DebugScreen, Conversation> making) {
    CompletableFuture<Void> interrupted = new CompletableFuture<>();
    try (DebugPipe pipe = new DebugPipe(environment, talk)) {
      PipeScreen screen =
          new PipeScreen(output.format(), output.control(), pipe, new DebugWords(talk));
      Conversation session = making.apply(screen);
      environment
          .interrupts()
          .onStop(
              () -> {
                interrupted.complete(null);
                pipe.release();
                session.end();
              });
      pipe.start(session::end);
      session.start();
      take(session);
      DebugOutcome outcome = session.outcome().join();
      Optional<IOException> trouble = pipe.finish(interrupted);
      if (output.stats()) {
        session.stats().lines().forEach(talk::insist);
      }
      if (trouble.isPresent()) {
        return UserError.closedPipeOr(trouble.get()).code();
      }
      return interrupted.isDone() ? DebugTalk.INTERRUPT_STATUS : DebugTalk.status(outcome);
    }
  }

  private void take(Conversation session) {
    if (script) {
      session.inputEnds();
    } else {
      NamedThreads.daemon("logtail-stdin", () -> read(session)).start();
    }
  }

  private void read(Conversation session) {
    PipedInput.Taker person =
        line -> {
          session.typed(new String(line, StandardCharsets.UTF_8));
          return true;
        };
    Cut cut = output.format().cut();
    boolean typed = environment.terminal().input() && cut == Cut.LINES;
    PipedInput.Taker taker = typed ? person : new PipedMessages(session, cut, talk);
    try {
      new PipedInput(environment.secrets().input(), cut, taker).read();
    } catch (IOException e) {
      talk.insist("standard input can't be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    session.inputEnds();
  }
}
