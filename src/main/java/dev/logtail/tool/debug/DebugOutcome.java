package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.WireEvent;

/** How a debug session ended. */
public sealed interface DebugOutcome {
  /** The user, the end of the input, or a rule of the user's ended it. */
  record Done() implements DebugOutcome {}

  /** The frame, or the number of frames, that was waited for did not come. */
  record Missed(String why) implements DebugOutcome {}

  /** The connection ended, and is not dialled again. */
  record Over(WireEvent.Ended end) implements DebugOutcome {}
}
