package dev.logtail.cli;

import dev.logtail.pipeline.order.Dedupe;
import picocli.CommandLine.Option;

/** How streams go on after a reconnection. */
final class ResumeOptions {
  @Option(
      names = "--dedupe",
      paramLabel = "MODE",
      defaultValue = "auto",
      description =
          "auto leaves out what a server replays and was shown before; off shows it again: "
              + "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Dedupe dedupe = Dedupe.AUTO;

  ResumeSettings settings() {
    return new ResumeSettings(dedupe);
  }
}
