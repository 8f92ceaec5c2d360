package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.pipeline.order.Dedupe;
import picocli.CommandLine.Option;

/** What streams say, and how they go on after a reconnection. */
@Under(Heading.STREAMS)
final class ResumeOptions {
  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      defaultValue = "auto",
      description =
          "What streams say: ${COMPLETION-CANDIDATES}. worker: JSON records; raw: lines of text; "
              + "auto: what a stream's first frame looks like. Default: ${DEFAULT-VALUE}.")
  private DialectChoice dialect = DialectChoice.AUTO;

  @Option(
      names = "--dedupe",
      paramLabel = "MODE",
      defaultValue = "auto",
      description =
          "auto leaves out what a server replays and was shown before; off shows it again: "
              + "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Dedupe dedupe = Dedupe.AUTO;

  ResumeSettings settings() {
    return new ResumeSettings(dialect, dedupe);
  }
}
