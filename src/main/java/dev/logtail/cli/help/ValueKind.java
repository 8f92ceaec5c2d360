package dev.logtail.cli.help;

import dev.logtail.model.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What a shell can offer for an option's value or an argument. */
sealed interface ValueKind {
  /** One of these. */
  record Words(List<String> words) implements ValueKind {}

  /** The name of a file. */
  record Files() implements ValueKind {}

  /** What only the program knows, when it is asked about {@code what}. */
  record Asked(String what) implements ValueKind {}

  /** Nothing: only the user knows. */
  record Free() implements ValueKind {}

  /** Goes by the words that the model knows, else by how the value is called. */
  static ValueKind of(ArgSpec arg) {
    String label = arg.paramLabel().toUpperCase(Locale.ROOT);
    if (label.startsWith("COMMAND")) {
      return new Words(
          Stream.concat(commands(arg.command().root()), known(arg).stream()).sorted().toList());
    }
    if (arg.completionCandidates() != null) {
      return new Words(known(arg));
    }
    return switch (label) {
      case "FILE", "DIR" -> new Files();
      case "TARGET", "PATTERN", "WORKER" -> new Asked("workers");
      case "CONTEXT" -> new Asked("contexts");
      case "ZONE" -> new Asked("zones");
      case "LEVEL" -> new Words(levels());
      default -> new Free();
    };
  }

  /** At least a level, or exactly it. */
  private static List<String> levels() {
    List<String> names = Severity.names();
    return Stream.concat(names.stream(), names.stream().map(name -> "=" + name)).toList();
  }

  /** The words that the model knows for a value; none where it may be anything. */
  static List<String> known(ArgSpec arg) {
    Iterable<String> words = arg.completionCandidates();
    return words == null
        ? List.of()
        : StreamSupport.stream(words.spliterator(), false).distinct().toList();
  }

  private static Stream<String> commands(CommandSpec root) {
    return root.subcommands().entrySet().stream()
        .filter(below -> !below.getValue().getCommandSpec().usageMessage().hidden())
        .map(below -> below.getKey());
  }
}
