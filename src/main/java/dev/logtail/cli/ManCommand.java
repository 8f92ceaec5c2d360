package dev.logtail.cli;

import dev.logtail.cli.help.ManPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logtail man}: a manual page for each command, as files. */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    header = "Writes the manual pages into a folder.",
    description = {
      "",
      "One page for each command, replacing those that are there. 'man' finds them where the "
          + "folder is called man1 and the one above it is in its path.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail man ~/.local/share/man/man1",
      "  logtail man pages && man pages/logtail-follow.1",
      "  logtail man /tmp/logtail-pages"
    })
final class ManCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "Where to; made where it is not there.")
  private Path folder = Path.of(".");

  @Spec private CommandSpec spec;

  private final Environment environment;

  ManCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    String version = new Version().getVersion()[0].replaceFirst(" \\(Java.*", "");
    Map<String, String> pages = ManPage.all(spec.root(), version, ManSections.all());
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(folder.resolve(page.getKey()), page.getValue());
      }
    } catch (IOException e) {
      throw new UserError(
          ExitCode.OUTPUT, "can't write the manual pages to " + folder + ": " + e.getMessage());
    }
    environment.err().println("logtail: " + Talk.count(pages.size(), "page") + " in " + folder);
    return ExitCode.DONE.code();
  }
}
