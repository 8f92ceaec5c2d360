package dev.logtail.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One command line of the packaged program, and the surroundings that it is run in. Nothing of the
 * developer's own settings reaches it: no LOGTAIL_ or proxy variables, no configuration file.
 */
record Invocation(List<String> command, Map<String, String> environment, Path directory) {
  private static final Path BUILD = Path.of(System.getProperty("logtail.peers")).getParent();
  private static final Path PEERS = BUILD.resolve("../src/test/peers").normalize();

  /** The file that the build made and users run. */
  static Path program() {
    return Path.of(System.getProperty("logtail.program"));
  }

  static Invocation logtail(String... arguments) {
    return command(
        Stream.concat(Stream.of(program().toString()), Arrays.stream(arguments)).toList());
  }

  /** A script for bash, in which {@code $LOGTAIL} is the program. */
  static Invocation bash(String script) {
    return command(List.of("bash", "-c", script)).with("LOGTAIL", program().toString());
  }

  /** The program on a terminal that can be told to stand still. */
  static Invocation onTerminal(String... arguments) {
    return command(List.of("python3", PEERS.resolve("stopped_terminal.py").toString()))
        .with("TERM", "xterm-256color")
        .and(logtail(arguments).command().toArray(String[]::new));
  }

  /** Follows the farm's workers in lines mode. */
  static Invocation follow(PeerFarm farm, String... more) {
    return logtail("follow", "--api", farm.api(), "--lines").and(more);
  }

  /** The same, printing NDJSON. */
  static Invocation ndjson(PeerFarm farm, String... more) {
    return follow(farm, "-o", "ndjson").and(more);
  }

  static Invocation command(List<String> words) {
    return new Invocation(words, cleanEnvironment(), BUILD);
  }

  Invocation and(String... more) {
    List<String> words = Stream.concat(command.stream(), Arrays.stream(more)).toList();
    return new Invocation(words, environment, directory);
  }

  Invocation with(String name, String value) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put(name, value);
    return new Invocation(command, changed, directory);
  }

  Invocation without(String name) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.remove(name);
    return new Invocation(command, changed, directory);
  }

  Invocation in(Path folder) {
    return new Invocation(command, environment, folder);
  }

  ProgramRun start() {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return new ProgramRun(command, builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Starts it and waits for its end. */
  Outcome run() {
    try (ProgramRun run = start()) {
      return run.awaitExit();
    }
  }

  private static Map<String, String> cleanEnvironment() {
    Map<String, String> clean = new HashMap<>(System.getenv());
    clean.keySet().removeIf(Invocation::wouldDisturb);
    clean.put("LANG", "C.UTF-8");
    clean.put("XDG_CONFIG_HOME", BUILD.resolve("peers/no-settings").toString());
    return clean;
  }

  private static boolean wouldDisturb(String name) {
    return name.startsWith("LOGTAIL")
        || name.toLowerCase(Locale.ROOT).endsWith("_proxy")
        || List.of(
                "JAVA_TOOL_OPTIONS",
                "JDK_JAVA_OPTIONS",
                "NO_COLOR",
                "CLICOLOR_FORCE",
                "LC_ALL",
                "TMUX")
            .contains(name);
  }
}
