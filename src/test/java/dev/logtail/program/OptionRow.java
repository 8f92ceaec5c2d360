package dev.logtail.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proof that an option of some commands changes something: the same command line is run without
 * and with it, and {@link Proof} says what must differ.
 *
 * @param commands that it proves it for; empty for all that have the option and no row of their own
 * @param line the command line that both runs share, empty for the command's usual one
 * @param given words that both runs have besides
 * @param instead words of the run without the option
 * @param value words behind the option
 * @param variables of the environment, besides the usual ones
 * @param farm options of a farm of one's own for each run; empty for the one that all share
 * @param during done to that farm once a first line was printed
 */
record OptionRow(
    String option,
    Set<String> commands,
    Optional<String> line,
    String given,
    String instead,
    String value,
    Map<String, String> variables,
    Optional<String> farm,
    Optional<BiConsumer<PeerFarm, OptionRun>> during,
    Proof proof) {
  /** What differs. */
  sealed interface Proof {
    /** This part of the outcome; the exit code stays. */
    record Changes(Part part) implements Proof {}

    /** The run with the option ends with this code, the other with another one. */
    record Code(int code) implements Proof {}

    /** True with the option, and not without. */
    record Only(String what, Predicate<OptionRun> fact) implements Proof {}

    /** With the option it ends by itself, and not without. */
    record Ends() implements Proof {}

    /** Without the option it ends by itself, and not with it. */
    record GoesOn() implements Proof {}
  }

  /** A part of what a run leaves behind. */
  enum Part {
    OUT,
    ERR,
    FILES,
    /** What the API was asked, and shown. */
    SERVER
  }

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  static OptionRow of(String option) {
    return new OptionRow(
        option,
        Set.of(),
        Optional.empty(),
        "",
        "",
        "",
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        new Proof.Changes(Part.OUT));
  }

  OptionRow in(String... only) {
    return new OptionRow(
        option, Set.of(only), line, given, instead, value, variables, farm, during, proof);
  }

  OptionRow line(String words) {
    return new OptionRow(
        option, commands, Optional.of(words), given, instead, value, variables, farm, during, proof);
  }

  OptionRow given(String words) {
    return new OptionRow(
        option, commands, line, words, instead, value, variables, farm, during, proof);
  }

  OptionRow instead(String words) {
    return new OptionRow(
        option, commands, line, given, words, value, variables, farm, during, proof);
  }

  OptionRow value(String words) {
    return new OptionRow(
        option, commands, line, given, instead, words, variables, farm, during, proof);
  }

  OptionRow with(String name, String text) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(name, text);
    return new OptionRow(
        option, commands, line, given, instead, value, Map.copyOf(more), farm, during, proof);
  }

  OptionRow farm(String words) {
    return new OptionRow(
        option, commands, line, given, instead, value, variables, Optional.of(words), during, proof);
  }

  OptionRow during(BiConsumer<PeerFarm, OptionRun> deed) {
    return new OptionRow(
        option, commands, line, given, instead, value, variables, farm, Optional.of(deed), proof);
  }

  OptionRow changes(Part part) {
    return proof(new Proof.Changes(part));
  }

  OptionRow code(int code) {
    return proof(new Proof.Code(code));
  }

  OptionRow only(String what, Predicate<OptionRun> fact) {
    return proof(new Proof.Only(what, fact));
  }

  OptionRow ends() {
    return proof(new Proof.Ends());
  }

  OptionRow goesOn() {
    return proof(new Proof.GoesOn());
  }

  private OptionRow proof(Proof other) {
    return new OptionRow(
        option, commands, line, given, instead, value, variables, farm, during, other);
  }

  /** Words between spaces, or in single quotes. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (Matcher word = WORD.matcher(text); word.find(); ) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }

  List<String> without(String usual) {
    return words(line.orElse(usual) + " " + given + " " + instead);
  }

  List<String> withOption(String usual) {
    return words(line.orElse(usual) + " " + given + " " + option + " " + value);
  }
}
