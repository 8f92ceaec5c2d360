package dev.logtail.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proof that an option of some commands changes something: the same command line is run without
 * and with it, and {@link Proof} says what must differ.
 *
 * @param commands that it proves it for; empty for all that have the option and no row of their own
 * @param value words behind the option
 */
record OptionRow(
    String option, Set<String> commands, String value, Both both, Stage stage, Proof proof) {
  /**
   * What both runs are given.
   *
   * @param line the command line, empty for the command's usual one
   * @param more words besides
   * @param instead words of the run without the option only
   * @param variables of the environment, besides the usual ones
   * @param input standard input
   */
  record Both(
      Optional<String> line,
      String more,
      String instead,
      Map<String, String> variables,
      String input) {}

  /**
   * Where they run.
   *
   * @param farm options of a farm of one's own for each run; empty for the one that all share
   * @param before done to that farm at first
   * @param during done to it, or to what the run has to do with, once something was printed or
   *     written
   * @param readsLate whether standard output is read only when that is done
   */
  record Stage(
      Optional<String> farm,
      Consumer<PeerFarm> before,
      Optional<BiConsumer<PeerFarm, OptionRun>> during,
      boolean readsLate) {}

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
        "",
        new Both(Optional.empty(), "", "", Map.of(), ""),
        new Stage(Optional.empty(), farm -> {}, Optional.empty(), false),
        new Proof.Changes(Part.OUT));
  }

  OptionRow in(String... only) {
    return new OptionRow(option, Set.of(only), value, both, stage, proof);
  }

  OptionRow value(String words) {
    return new OptionRow(option, commands, words, both, stage, proof);
  }

  OptionRow line(String words) {
    return both(new Both(Optional.of(words), both.more, both.instead, both.variables, both.input));
  }

  OptionRow given(String words) {
    return both(new Both(both.line, words, both.instead, both.variables, both.input));
  }

  OptionRow instead(String words) {
    return both(new Both(both.line, both.more, words, both.variables, both.input));
  }

  OptionRow with(String name, String text) {
    Map<String, String> variables = new HashMap<>(both.variables);
    variables.put(name, text);
    return both(new Both(both.line, both.more, both.instead, Map.copyOf(variables), both.input));
  }

  OptionRow typing(String text) {
    return both(new Both(both.line, both.more, both.instead, both.variables, text));
  }

  private OptionRow both(Both other) {
    return new OptionRow(option, commands, value, other, stage, proof);
  }

  OptionRow farm(String words) {
    return on(new Stage(Optional.of(words), stage.before, stage.during, stage.readsLate));
  }

  OptionRow before(Consumer<PeerFarm> deed) {
    return on(new Stage(stage.farm, deed, stage.during, stage.readsLate));
  }

  OptionRow during(BiConsumer<PeerFarm, OptionRun> deed) {
    return on(new Stage(stage.farm, stage.before, Optional.of(deed), stage.readsLate));
  }

  OptionRow readsLate() {
    return on(new Stage(stage.farm, stage.before, stage.during, true));
  }

  private OptionRow on(Stage other) {
    return new OptionRow(option, commands, value, both, other, proof);
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
    return new OptionRow(option, commands, value, both, stage, other);
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
    return words(both.line.orElse(usual) + " " + both.more + " " + both.instead);
  }

  /** A value that may be left out stands behind an equals sign. */
  private String gap() {
    return value.startsWith("=") ? "" : " ";
  }

  List<String> withOption(String usual) {
    return words(both.line.orElse(usual) + " " + both.more + " " + option + gap() + value);
  }
}
