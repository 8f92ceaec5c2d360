package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNamesTest {
  @TempDir private Path folder;

  @Test
  void names_what_begins_as_it_is_typed() throws IOException {
    Files.createDirectory(folder.resolve("logs"));
    Files.createFile(folder.resolve("lost.txt"));
    Files.createFile(folder.resolve(".hidden"));

    assertThat(FileNames.begunBy(folder + "/lo"))
        .containsExactly(folder + "/logs/", folder + "/lost.txt");
    assertThat(FileNames.begunBy(folder + "/")).hasSize(2);
    assertThat(FileNames.begunBy(folder + "/.")).containsExactly(folder + "/.hidden");
    assertThat(FileNames.begunBy(folder + "/none/x")).isEmpty();
    assertThat(FileNames.begunBy("\0/x")).isEmpty();
  }

  @Test
  void knows_what_is_there() {
    assertThat(FileNames.exists(folder.toString())).isTrue();
    assertThat(FileNames.exists(folder + "/none")).isFalse();
    assertThat(FileNames.exists("\0")).isFalse();
  }
}
