package dev.logtail.cli.help;

import java.util.List;
import java.util.Locale;

/** A manual page in the making: roff of the man macros, with all text made harmless for it. */
final class Roff {
  private final StringBuilder out = new StringBuilder();

  /**
   * A page of section 1.
   *
   * @param version what stands below the page
   */
  Roff(String name, String version) {
    macro(".TH " + escaped(name.toUpperCase(Locale.ROOT)) + " 1 \"\" \"" + escaped(version) + "\"");
    macro(".nh");
    macro(".ad l");
  }

  Roff section(String title) {
    return macro(".SH " + escaped(title));
  }

  Roff part(String title) {
    return macro(".SS " + escaped(title));
  }

  /** Text of its own. */
  Roff paragraph(String text) {
    macro(".PP");
    return text(text);
  }

  /** Text that goes on. */
  Roff text(String text) {
    return line(escaped(text));
  }

  /** Words in bold, with what a reader replaces in italics: pieces by turns. */
  Roff synopsis(String bold, String italic) {
    return line("\\fB" + escaped(bold) + "\\fR " + emphasised(italic));
  }

  /** A term with its explanation beside or below it. */
  Roff term(String bold, String italic, String explanation) {
    macro(".TP");
    line((bold.isEmpty() ? "" : "\\fB" + escaped(bold) + "\\fR") + emphasised(italic));
    return text(explanation.isEmpty() ? " " : explanation);
  }

  private static String emphasised(String italic) {
    return italic.isEmpty() ? "" : "\\fI" + escaped(italic) + "\\fR";
  }

  /** Lines as they are. */
  Roff verbatim(List<String> lines) {
    macro(".PP").macro(".in 1n").macro(".nf");
    lines.forEach(line -> line(escaped(line)));
    return macro(".fi").macro(".in");
  }

  private Roff macro(String text) {
    out.append(text).append('\n');
    return this;
  }

  /** A line of text, whatever it begins with. */
  private Roff line(String text) {
    boolean control = text.startsWith(".") || text.startsWith("'");
    return macro((control ? "\\&" : "") + text);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("\"", "\\(dq")
        .replace("`", "\\(ga")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti")
        .replace("'", "\\(aq");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
