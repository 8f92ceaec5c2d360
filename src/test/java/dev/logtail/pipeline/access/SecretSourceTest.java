package dev.logtail.pipeline.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSourceTest {
  @TempDir private Path folder;

  private Path file(String mode, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tok", "tok\n", "  tok \r\n", "Bearer tok\n", "bearer  tok"})
  void aTokenFileHoldsAToken(String text) throws IOException {
    assertThat(new TokenFile("--token-file", file("rw-------", text)).read().reveal())
        .isEqualTo("tok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "two words", "line\nline", "ümlaut", "a\u0000b"})
  void aTokenFileWithoutATokenIsRefusedWithoutRepeatingIt(String text) throws IOException {
    TokenFile source = new TokenFile("--token-file", file("rw-------", text));

    assertThatThrownBy(source::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--token-file " + folder.resolve("file") + " holds no token")
        .hasMessageNotContaining("words");
  }

  @Test
  void aTokenFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new TokenFile("--token-file", Path.of("/no/such")).read())
        .hasMessage("--token-file /no/such: no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "machine api.example login bob password s3cret                         | bob:s3cret",
        "machine other login x password y machine API.example. login bob password z | bob:z",
        "machine api.example\\n  login bob\\n  password \"a \\\"b\\\" c\"      | bob:a \"b\" c",
        "machine api.example password p login bob                              | bob:p",
        "machine api.example login bob account a password p                    | bob:p",
        "default login any password one                                        | any:one",
        "machine other login x password y default login any password one       | any:one",
        "# machine api.example login no password no\\nmachine api.example login bob password p#1 | bob:p#1",
        "macdef init\\nmachine api.example login no password no\\n\\nmachine api.example login bob password p | bob:p",
      })
  void aNetrcHasTheUserOfAHost(String text, String user) throws IOException {
    Path file = file("rw-------", text.replace("\\n", "\n"));

    assertThat(new Netrc(file, "api.example").read().reveal()).isEqualTo(user);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "machine other login a password b", "machine api.example login a", "machine"})
  void aNetrcWithoutAnEntryIsRefused(String text) throws IOException {
    Netrc source = new Netrc(file("rw-------", text), "api.example");

    assertThatThrownBy(source::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("machine api.example");
  }

  @ParameterizedTest
  @CsvSource({"rw-r--r--", "rw-r-----", "rw-----w-"})
  void aNetrcThatOthersCanReadIsRefused(String mode) throws IOException {
    Path file = file(mode, "machine h login a password b");

    assertThatThrownBy(() -> new Netrc(file, "h").read())
        .hasMessageContaining("others can read it; chmod 600 " + file);
  }

  /** S-4: also through a symbolic link. */
  @Test
  void aFileOfAnotherUserIsNoPlaceForSecrets() throws IOException {
    Path file = file("rw-------", "x");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertThat(OwnFile.trouble(link)).isEmpty();
    UserPrincipal nobody =
        file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");

    Path others = Path.of("/etc/passwd");
    if (Files.getOwner(others).equals(Files.getOwner(Path.of("/proc/self")))) {
      Files.setOwner(file, nobody);
      others = link;
    }

    assertThat(OwnFile.trouble(others)).hasValue("it belongs to another user");
  }
}
