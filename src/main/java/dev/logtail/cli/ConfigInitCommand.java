package dev.logtail.cli;

import dev.logtail.pipeline.access.Reasons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code logtail config init}: a file to start from. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    header = "Writes an example of a configuration to start from.",
    description = {
      "",
      "Every setting in it is a comment. A file that is there is not touched; the new one can be "
          + "read by you alone.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail config init",
      "  logtail config init --config ./team.yaml",
      "  logtail config init && $EDITOR \"$(logtail config path)\""
    })
final class ConfigInitCommand implements Callable<Integer> {
  @Mixin private ConfigFileOptions file = new ConfigFileOptions();

  @ParentCommand private ConfigCommand parent;

  @Override
  public Integer call() throws IOException {
    Path path = file.path(parent.environment()).toAbsolutePath();
    try {
      write(path);
    } catch (FileAlreadyExistsException e) {
      throw new UserError(
          ExitCode.OUTPUT, path + " exists; it is left as it is, 'logtail config show' shows it");
    } catch (IOException e) {
      throw new UserError(ExitCode.OUTPUT, path + " can't be written: " + Reasons.of(e));
    }
    parent.print(List.of(path.toString()));
    return ExitCode.DONE.code();
  }

  private static void write(Path path) throws IOException {
    Files.createDirectories(path.getParent());
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    byte[] text = ExampleConfiguration.TEXT.getBytes(StandardCharsets.UTF_8);
    Files.write(path, text, StandardOpenOption.WRITE);
  }
}
