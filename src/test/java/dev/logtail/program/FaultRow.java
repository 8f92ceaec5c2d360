package dev.logtail.program;

import dev.logtail.tool.probe.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A server with one fault, and what a check must say of it.
 *
 * @param target a worker of the farm, or a URL in which {@code {NAME}} stands for that worker's
 *     address
 * @param exit the status of a check of it alone
 * @param words of the verdict's line, and of its hint
 */
record FaultRow(Finding finding, String target, int exit, List<String> words) {
  static FaultRow row(Finding finding, String target, int exit, String... words) {
    return new FaultRow(finding, target, exit, Arrays.asList(words));
  }

  /** The word that a report has for how bad it is. */
  String verdict() {
    return finding.told().verdict().name().toLowerCase(Locale.ROOT);
  }

  /** Whether its sentence says more than what was measured. */
  boolean hasWords() {
    return finding.told().words().replace("%s", "").chars().anyMatch(Character::isLetter);
  }

  /** What the finding's own sentence looks like, whatever was measured. */
  Pattern sentence() {
    String[] parts = finding.told().words().split("%s", -1);
    return Pattern.compile(
        String.join(".*", Arrays.stream(parts).map(Pattern::quote).toList()), Pattern.DOTALL);
  }
}
