package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one file finds its Java runtime from wherever and however it is called. */
class LauncherIT {
  private static final String VERSION = "logtail ";

  @TempDir Path folder;
  private Path copy;

  @BeforeEach
  void copyToAPathWithSpaces() throws IOException {
    copy = Files.createDirectories(folder.resolve("my tools (new)")).resolve("log tail");
    Files.copy(Invocation.program(), copy);
    assertThat(copy.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void worksFromAPathWithSpaces() {
    expectVersion(version(copy.toString()));
  }

  @Test
  void worksThroughAChainOfSymlinksFromAnotherDirectory() throws IOException {
    Path inner = Files.createSymbolicLink(folder.resolve("inner"), copy);
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("logtail"), Path.of("..").resolve(inner.getFileName()));
    expectVersion(version("bin/logtail").in(folder));
    expectVersion(version(bin.resolve("logtail").toString()).in(Path.of("/")));
  }

  @Test
  void worksFoundOnThePathAndReadByAShell() throws IOException {
    Files.createSymbolicLink(folder.resolve("logtail"), copy);
    String path = folder + ":" + System.getenv("PATH");
    expectVersion(Invocation.bash("logtail --version").with("PATH", path));
    expectVersion(Invocation.bash("sh logtail --version").in(folder));
    expectVersion(Invocation.bash("logtail --version").with("PATH", ".:" + path).in(folder));
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void worksOnEveryRuntimeOfThisMachine(Path home) {
    Outcome outcome = version(copy.toString()).with("JAVA_HOME", home.toString()).run();
    assertThat(outcome.expectCode(0).outText()).startsWith(VERSION);
    assertThat(outcome.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("runtimes")
  void sumsUpADemoOnEveryRuntimeOfThisMachine(Path home) {
    Outcome outcome =
        Invocation.logtail("demo", "--for", "2s").with("JAVA_HOME", home.toString()).run();
    assertThat(outcome.expectCode(0).out()).hasSizeGreaterThan(5);
    assertThat(outcome.err())
        .as("no warning of the runtime")
        .allMatch(l -> l.startsWith("logtail: "));
  }

  @Test
  void saysThatJavaHomeIsBrokenAndGoesOn() {
    Outcome outcome = version(copy.toString()).with("JAVA_HOME", "/no/such/java").run();
    assertThat(outcome.expectCode(0).outText()).startsWith(VERSION);
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .contains("JAVA_HOME (/no/such/java) has no bin/java")
        .contains("using /");
  }

  @Test
  void saysThatJavaHomeIsTooOldWithoutStartingIt() throws IOException {
    Path old = oldRuntime();
    Outcome outcome = version(copy.toString()).with("JAVA_HOME", old.toString()).run();
    assertThat(outcome.expectCode(0).errText()).contains("is Java 1.8.0_392").contains("using /");
    assertThat(old.resolve("was-started")).doesNotExist();
  }

  @Test
  void passesOverAnOldJavaOnThePath() throws IOException {
    String path = oldRuntime().resolve("bin") + ":/usr/bin:/bin";
    Outcome outcome = version(copy.toString()).with("PATH", path).without("JAVA_HOME").run();
    assertThat(outcome.expectCode(0).outText()).startsWith(VERSION);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void namesWhatItLookedAtWhereThereIsNoJava() throws IOException {
    String script = Files.readString(Path.of("src/build/launcher.sh"));
    Path bare = folder.resolve("logtail");
    Files.writeString(bare, script.replace("/usr/lib/jvm", folder.resolve("none").toString()));
    Invocation nothing =
        Invocation.command(List.of("/bin/sh", bare.toString(), "--version"))
            .with("PATH", "/no/such/folder")
            .without("JAVA_HOME");
    assertThat(nothing.run().expectCode(2).onlyErrorLine())
        .contains("needs Java 17", "JAVA_HOME is not set", "no java on PATH", "set JAVA_HOME");
    assertThat(
            nothing.with("JAVA_HOME", oldRuntime().toString()).run().expectCode(2).onlyErrorLine())
        .contains("is Java 1.8.0_392", "no java on PATH");
  }

  /** Else the runtime's first file would be read for it, and sent. */
  @Test
  void aClosedStandardInputIsAnEmptyOne() {
    try (WirePeer echo = WirePeer.echo()) {
      Outcome outcome =
          Invocation.bash("\"$LOGTAIL\" debug $1 -w 0.5 <&-").and("-", echo.url("")).run();
      assertThat(outcome.expectCode(0).out()).isEmpty();
    }
  }

  @Test
  void handsOptionsToTheRuntime() {
    Outcome outcome =
        version(copy.toString()).with("LOGTAIL_JAVA_OPTS", "-Xmx64m -showversion").run();
    assertThat(outcome.expectCode(0).errText()).containsIgnoringCase("openjdk");
  }

  static Stream<Path> runtimes() throws IOException {
    try (Stream<Path> found = Files.list(Path.of("/usr/lib/jvm"))) {
      return found
          .filter(
              home -> Files.isExecutable(home.resolve("bin/java")) && !Files.isSymbolicLink(home))
          .filter(LauncherIT::isNewEnough)
          .toList()
          .stream();
    }
  }

  private static boolean isNewEnough(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines.anyMatch(line -> line.matches("JAVA_VERSION=\"(1[7-9]|[2-9]\\d).*"));
    } catch (IOException unreadable) {
      return false;
    }
  }

  private Path oldRuntime() throws IOException {
    Path home = folder.resolve("jdk8");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\ntouch '" + home.resolve("was-started") + "'\nexit 1\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"1.8.0_392\"\n");
    return home;
  }

  private static Invocation version(String program) {
    return Invocation.command(List.of(program, "--version"));
  }

  private static void expectVersion(Invocation invocation) {
    assertThat(invocation.run().expectCode(0).outText()).startsWith(VERSION);
  }
}
