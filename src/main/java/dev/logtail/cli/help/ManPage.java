package dev.logtail.cli.help;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The manual pages of all commands, made from the command model: what {@code --help} tells and a
 * manual page does not have is told nowhere else.
 */
public final class ManPage {
  /**
   * A section behind the options.
   *
   * @param option which option a command must have to get it; any command gets it where it is empty
   * @param terms what is explained, each with its explanation
   * @param verbatim lines that stay as they are
   */
  public record Section(
      String title, String option, Map<String, String> terms, List<String> verbatim) {
    public Section {
      verbatim = List.copyOf(verbatim);
    }
  }

  private final CommandPage page;
  private final Roff out;

  private ManPage(CommandPage page, String version) {
    this.page = page;
    this.out = new Roff(name(page), version);
  }

  /** The text of each page by the name of its file. */
  public static Map<String, String> all(CommandSpec root, String version, List<Section> sections) {
    Map<String, String> pages = new LinkedHashMap<>();
    for (CommandPage page : CommandPage.all(root)) {
      pages.put(name(page) + ".1", new ManPage(page, version).text(sections));
    }
    return pages;
  }

  private static String name(CommandPage page) {
    String program = page.command().root().name();
    return page.path().isEmpty() ? program : program + "-" + page.path().replace(' ', '-');
  }

  private String text(List<Section> sections) {
    out.section("NAME").text(name(page) + " - " + page.title().replaceFirst("\\.$", ""));
    synopsis();
    out.section("DESCRIPTION");
    lines(page.command().usageMessage().description()).forEach(out::paragraph);
    commands();
    options();
    sections.stream()
        .filter(section -> section.option().isEmpty() || has(section.option()))
        .forEach(this::section);
    out.section("EXAMPLES").verbatim(lines(page.command().usageMessage().footer()).toList());
    seeAlso();
    return out.toString();
  }

  /** The program's own page has all. */
  private boolean has(String option) {
    return page.path().isEmpty() || page.command().findOption(option) != null;
  }

  private static Stream<String> lines(String... texts) {
    return Arrays.stream(texts)
        .filter(text -> !text.isBlank())
        .map(text -> text.replace("$$", "$"));
  }

  private void synopsis() {
    List<String> arguments = page.arguments().stream().map(ManPage::optional).toList();
    String rest = page.below().isEmpty() ? String.join(" ", arguments) : "COMMAND";
    String program = page.command().root().name();
    String bold = page.path().isEmpty() ? program : program + " " + page.path();
    out.section("SYNOPSIS").synopsis(bold, ("[OPTION...] " + rest).strip());
  }

  private static String optional(ArgSpec arg) {
    String more = arg.arity().max() > 1 ? "..." : "";
    return arg.arity().min() == 0 ? "[" + arg.paramLabel() + more + "]" : arg.paramLabel() + more;
  }

  private void commands() {
    if (!page.below().isEmpty()) {
      out.section("COMMANDS");
      page.below().forEach(next -> out.term(next.name(), "", next.title()));
    }
  }

  private void options() {
    out.section("OPTIONS");
    page.arguments().forEach(arg -> out.term("", optional(arg), CommandPage.description(arg)));
    Heading.of(page.command())
        .forEach(
            (heading, options) -> {
              out.part(heading.title());
              options.forEach(this::option);
            });
  }

  private void option(OptionSpec option) {
    String label = CommandPage.takesValue(option) ? option.paramLabel() : "";
    String value = CommandPage.valueIsOptional(option) ? "[=" + label + "]" : label;
    String names = String.join(", ", option.names());
    boolean attached = !label.isEmpty() && !CommandPage.valueIsOptional(option);
    out.term(
        attached ? names + (names.contains("--") ? "=" : " ") : names,
        value,
        CommandPage.description(option));
  }

  private void section(Section section) {
    out.section(section.title());
    section.terms().forEach((term, text) -> out.term(term.strip(), "", text));
    if (!section.verbatim().isEmpty()) {
      out.verbatim(section.verbatim());
    }
  }

  private void seeAlso() {
    List<String> others =
        CommandPage.all(page.command().root()).stream()
            .map(ManPage::name)
            .filter(name -> !name.equals(name(page)))
            .map(name -> name + "(1)")
            .toList();
    out.section("SEE ALSO").text(String.join(", ", others));
  }
}
