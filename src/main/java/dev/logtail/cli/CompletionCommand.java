package dev.logtail.cli;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
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
      "Load it in the running shell, or once for all from the shell's start file.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(logtail completion bash)",
      "  logtail completion zsh > ~/.zsh/completions/_logtail",
      "  logtail completion fish > ~/.config/fish/completions/logtail.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells that there is a script for. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  @Spec private CommandSpec spec;

  private final Environment environment;

  CompletionCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    environment.out().write(script().getBytes(StandardCharsets.UTF_8));
    return ExitCode.DONE.code();
  }

  private String script() {
    CommandLine root = spec.root().commandLine();
    return switch (shell) {
      case bash -> AutoComplete.bash("logtail", root);
      case zsh ->
          "#compdef logtail\nautoload -Uz bashcompinit && bashcompinit\n"
              + AutoComplete.bash("logtail", root);
      case fish -> FishCompletion.of(root.getCommandSpec());
    };
  }
}
