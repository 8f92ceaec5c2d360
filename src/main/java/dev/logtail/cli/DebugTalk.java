package dev.logtail.cli;

import dev.logtail.model.StreamFailure;
import dev.logtail.tool.debug.Conversation;
import dev.logtail.tool.debug.DebugCommands;
import dev.logtail.tool.debug.DebugOutcome;
import dev.logtail.tool.debug.DebugScreen;
import java.util.List;
import java.util.function.Function;

/**
 * Runs a conversation where it belongs, at a prompt or in a pipe, and says how it ended.
 *
 * @param script whether standard input is left alone
 * @param commands that a person may type
 */
record DebugTalk(
    Environment environment,
    DebugSetup.Output output,
    boolean script,
    Talk talk,
    List<DebugCommands.Word> commands) {
  /** Of a run that Ctrl-C ended. */
  static final int INTERRUPT_STATUS = 130;

  /**
   * Returns the exit status.
   *
   * @param making makes the conversation, which is then started
   */
  int run(Function<DebugScreen, Conversation> making) {
    if (script || !output.isPrompted(environment.terminal())) {
      return new PipedTalk(environment, output, script, talk).run(making);
    }
    return new DebugPrompt(environment, output, commands)
        .run(making)
        .map(DebugTalk::status)
        .orElse(INTERRUPT_STATUS);
  }

  /** The status that {@code outcome} means; fails where it is a failure. */
  static int status(DebugOutcome outcome) {
    if (outcome instanceof DebugOutcome.Missed missed) {
      throw new UserError(ExitCode.NOTHING, missed.why());
    }
    if (outcome instanceof DebugOutcome.Over over) {
      StreamFailure failure = over.end().end().failure();
      if (failure.kind() != StreamFailure.Kind.NONE) {
        throw UserError.of(failure);
      }
    }
    return ExitCode.DONE.code();
  }
}
