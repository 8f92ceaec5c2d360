package dev.logtail.cli;

import dev.logtail.pipeline.transport.ConnectorSettings;
import dev.logtail.tool.debug.DebugSettings;
import dev.logtail.tool.debug.PipeFormat;

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
   * @param control pings and pongs too
   * @param stats counts at the end
   */
  record Output(PipeFormat format, boolean control, boolean stats) {}
}
