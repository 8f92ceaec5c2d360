package dev.logtail.program;

import dev.logtail.tool.probe.Finding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A server with one fault, and what a check must say of it.
 *
 * @param target a worker of the farm; {@code api:NAME} for one of its APIs, {@code WORKER@NAME} for
 *     a worker that this one lists; or a URL in which {@code {NAME}} stands for that worker's
 *     address and {@code {api:NAME}} for that API's
 * @param options of the check, in which the same stands for the same, and {@code {folder}} for
 *     where the certificates lie
 * @param exit the status of a check of it alone
 * @param words of the verdict's line, and of its hint
 */
record FaultRow(
    Finding finding, String target, List<String> options, int exit, List<String> words) {
  static FaultRow row(Finding finding, String target, int exit, String... words) {
    return new FaultRow(finding, target, List.of(), exit, Arrays.asList(words));
  }

  /** The same for a check with these options. */
  FaultRow with(String... more) {
    return new FaultRow(finding, target, Arrays.asList(more), exit, words);
  }

  /** Whether it can be looked into beside others, by one run of the program. */
  boolean goesWithOthers() {
    return options.isEmpty() && !isApi() && !target.contains("@");
  }

  /** Whether an API itself is looked into. */
  boolean isApi() {
    return target.startsWith("api:") || target.startsWith("http:") || target.startsWith("https:");
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
