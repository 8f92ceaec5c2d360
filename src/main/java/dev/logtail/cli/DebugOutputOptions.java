package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.tool.debug.Cut;
import dev.logtail.tool.debug.PipeFormat;
import dev.logtail.tool.debug.PromptScreen;
import java.time.ZoneId;
import picocli.CommandLine.Option;

/** What is shown of the frames, and how. */
@Under(Heading.OUTPUT)
final class DebugOutputOptions {
  @Option(
      names = {"-P", "--show-ping-pong"},
      description = "Show pings and pongs too.")
  private boolean control;

  @Option(
      names = "--binary",
      description =
          "In a pipe, send standard input as binary messages and write what comes as it is, with "
              + "nothing in between.")
  private boolean binary;

  @Option(
      names = {"-0", "--null"},
      description = "In a pipe, messages end in a NUL byte, not a line end, in and out.")
  private boolean nulls;

  @Option(names = "--timestamps", description = "In a pipe, put the time in front of each message.")
  private boolean timestamps;

  @Option(
      names = "--json",
      description =
          "In a pipe, print each message as a line of JSON: time, direction, opcode, size, text or "
              + "base64.")
  private boolean json;

  @Under(Heading.GENERAL)
  @Option(names = "--stats", description = "At the end, tell counts, sizes and round trips.")
  private boolean stats;

  DebugSetup.Output output(Environment environment, ColorOptions.Ink ink, Talk talk) {
    PromptScreen.Look look =
        new PromptScreen.Look(
            ink.theme(), ink.depth(), ZoneId.systemDefault(), details(talk), control);
    return new DebugSetup.Output(look, format(environment), control, stats);
  }

  private static PromptScreen.Details details(Talk talk) {
    return switch (talk.loudness()) {
      case QUIET -> PromptScreen.Details.FRAMES;
      case BRIEF, NORMAL -> PromptScreen.Details.STEPS;
      case VERBOSE, FRAMES -> PromptScreen.Details.HEADERS;
    };
  }

  private PipeFormat format(Environment environment) {
    if (json && timestamps) {
      throw new UserError(
          ExitCode.USAGE, "--timestamps does nothing to --json, which has the time; leave one out");
    }
    return new PipeFormat(
        cut(), json, timestamps, environment.terminal().output(), ZoneId.systemDefault());
  }

  private Cut cut() {
    if (binary && (nulls || timestamps)) {
      throw new UserError(
          ExitCode.USAGE,
          "--binary writes nothing between messages: leave out "
              + (nulls ? "--null" : "--timestamps"));
    }
    return binary ? Cut.NOWHERE : nulls ? Cut.NULLS : Cut.LINES;
  }
}
