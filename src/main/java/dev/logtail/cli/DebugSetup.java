package dev.logtail.cli;

import dev.logtail.pipeline.transport.ConnectorSettings;
import dev.logtail.tool.debug.DebugSettings;
import dev.logtail.tool.debug.PipeFormat;
import dev.logtail.tool.debug.prompt.PromptScreen;
import dev.logtail.view.terminal.TerminalFacts;

/**
 * All that a debug run is asked for.
 *
 * @param output how frames leave a pipe
 * @param script whether everything to send stands on the command line
 */
record DebugSetup(
    DebugSettings session,
    ConnectorSettings connector,
    Access access,
    Output output,
    boolean script) {
  /**
   * What is shown.
   *
   * @param look at a prompt
   * @param format in a pipe
   * @param control pings and pongs too
   * @param stats counts at the end
   */
  record Output(PromptScreen.Look look, PipeFormat format, boolean control, boolean stats) {
    /** Whether a person sits at {@code terminal} who is to type and read. */
    boolean isPrompted(TerminalFacts terminal) {
      return terminal.input() && terminal.output() && !format.isAsked();
    }
  }
}
