package dev.logtail.cli;

import dev.logtail.cli.help.CompletionScript;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtail completion}: the completion script of a shell, made from the command model. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    header = "Prints a shell's completion script.",
    description = {
      "",
      "Load it in the running shell, or once for all from where the shell looks for such files. "
          + "Workers' keys are asked of the API while one types, and kept for seconds.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(logtail completion bash)",
      "  logtail completion bash > ~/.local/share/bash-completion/completions/logtail",
      "  logtail completion zsh > ~/.zsh/completions/_logtail  # a folder of $$fpath",
      "  logtail completion fish > ~/.config/fish/completions/logtail.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private CompletionScript shell = CompletionScript.BASH;

  @Spec private CommandSpec spec;

  private final Environment environment;

  CompletionCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    environment.out().write(shell.of(spec.root()).getBytes(StandardCharsets.UTF_8));
    return ExitCode.DONE.code();
  }
}
