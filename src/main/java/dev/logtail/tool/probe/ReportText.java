package dev.logtail.tool.probe;

import dev.logtail.model.Severity;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report as lines for people, made safe.
 *
 * <pre>
 *   user1_002050.SZ  ws://localhost:54321
 *     ok    tcp           127.0.0.1:54321 (IPv4) connected in 0.4 ms
 *     FAIL  handshake     answered 404 where 101 is due
 *                         → is the path right?
 *
 *   FAIL  user1_002050.SZ: handshake: answered 404 where 101 is due
 *   3 targets: 2 ok, 1 failed
 * </pre>
 */
public final class ReportText {
  private static final int KIND = longestKind();
  private static final int MARGIN = "  FAIL  ".length() + KIND + 2;

  private static final int SHORT = "FAIL  ".length();

  /** Too little room beside the names of the steps for words. */
  private static final int LEAST_ROOM = 20;

  /** More that have the same to tell are told of in one line. */
  private static final int MOST_ALIKE = 5;

  private final Theme theme;
  private final Detail detail;
  private final int columns;
  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);

  /**
   * @param columns that lines are broken at; {@code Integer.MAX_VALUE} for never
   */
  public ReportText(Theme theme, Detail detail, int columns) {
    this.theme = theme;
    this.detail = detail;
    this.columns = columns;
  }

  private static int longestKind() {
    return Stream.of(Step.Kind.values()).mapToInt(kind -> kind.word().length()).max().orElse(0);
  }

  /** One target, and an empty line behind it; nothing where there is nothing to tell of it. */
  public List<StyledText> lines(TargetReport report) {
    List<Step> told = detail.of(report);
    if (told.isEmpty()) {
      return List.of();
    }
    List<StyledText> lines = new ArrayList<>();
    lines.add(title(report));
    told.forEach(step -> step(lines, step));
    lines.add(StyledText.EMPTY);
    return lines;
  }

  private StyledText title(TargetReport report) {
    StyledText.Builder line =
        new StyledText.Builder().append(safe.plain(report.target()), theme.of(Theme.Part.TITLE));
    report
        .url()
        .filter(url -> !url.equals(report.target()))
        .ifPresent(url -> line.append("  " + safe.plain(url), theme.of(Theme.Part.HINT)));
    return line.build();
  }

  private void step(List<StyledText> lines, Step step) {
    Style style = style(step.verdict());
    String verdict = String.format(Locale.ROOT, "%-4s", word(step.verdict()));
    String kind = String.format(Locale.ROOT, "%-" + KIND + "s", step.kind().word());
    List<String> measured = wrapped(step.measured(), MARGIN);
    lines.add(
        new StyledText.Builder()
            .append("  ", Style.PLAIN)
            .append(verdict, style)
            .append("  " + kind + "  " + measured.get(0), Style.PLAIN)
            .build());
    measured.stream()
        .skip(1)
        .forEach(row -> lines.add(StyledText.of(" ".repeat(MARGIN) + row, Style.PLAIN)));
    step.hint().filter(hint -> !hint.isEmpty()).ifPresent(hint -> hint(lines, hint));
    step.details()
        .forEach(
            row ->
                lines.add(
                    StyledText.of(
                        " ".repeat(MARGIN) + safe.plain(row), theme.of(Theme.Part.HINT))));
  }

  private void hint(List<StyledText> lines, String hint) {
    String arrow = "→ ";
    for (String row : wrapped(hint, MARGIN)) {
      lines.add(StyledText.of(" ".repeat(MARGIN) + arrow + row, Style.PLAIN));
      arrow = "  ";
    }
  }

  /** Foreign text in words on lines that fit beside the margin; a longer word has its own. */
  private List<String> wrapped(String foreign, int margin) {
    int room = Math.max(LEAST_ROOM, columns - margin - 2);
    List<String> rows = new ArrayList<>();
    StringBuilder row = new StringBuilder();
    for (String word : safe.plain(foreign).split(" ", -1)) {
      if (row.length() > 0 && CellWidth.of(row + " " + word) > room) {
        rows.add(row.toString());
        row.setLength(0);
      }
      row.append(row.length() == 0 ? "" : " ").append(word);
    }
    rows.add(row.toString());
    return rows;
  }

  /**
   * The last lines: of several targets what is wrong with each, in a line that names the most
   * telling in full, since the first ones have long left the screen; and how many there are of
   * which kind.
   */
  public List<StyledText> closing(Report report) {
    List<StyledText> lines = new ArrayList<>();
    if (detail != Detail.PROBLEMS && report.targets().size() > 1) {
      Map<List<Finding>, List<TargetReport>> alike =
          report.targets().stream()
              .filter(target -> target.verdict() != Step.Verdict.OK)
              .collect(
                  Collectors.groupingBy(
                      target -> target.problems().stream().map(Step::finding).toList(),
                      LinkedHashMap::new,
                      Collectors.toList()));
      alike.values().forEach(group -> inShort(lines, group));
    }
    lines.add(sum(report));
    return lines;
  }

  /** A line each, or one for all where there are many. */
  private void inShort(List<StyledText> lines, List<TargetReport> alike) {
    if (alike.size() <= MOST_ALIKE) {
      alike.forEach(target -> inShort(lines, target.target(), target));
    } else {
      String others = String.format(Locale.ROOT, " and %d others alike", alike.size() - 1);
      inShort(lines, alike.get(0).target() + others, alike.get(0));
    }
  }

  private void inShort(List<StyledText> lines, String who, TargetReport target) {
    List<Step> problems = target.problems();
    Step worst = problems.get(0);
    String also =
        problems.stream()
            .skip(1)
            .map(step -> step.finding().word().replace('-', ' '))
            .collect(Collectors.joining(", "));
    String words = who + ": " + worst.kind().word() + ": " + worst.measured();
    List<String> rows = wrapped(words + (also.isEmpty() ? "" : "; also: " + also), SHORT);
    String verdict = String.format(Locale.ROOT, "%-4s", word(worst.verdict()));
    lines.add(
        new StyledText.Builder()
            .append(verdict, style(worst.verdict()))
            .append("  " + rows.get(0), Style.PLAIN)
            .build());
    rows.stream()
        .skip(1)
        .forEach(row -> lines.add(StyledText.of(" ".repeat(SHORT) + row, Style.PLAIN)));
  }

  private StyledText sum(Report report) {
    List<TargetReport> targets = report.targets();
    StyledText.Builder line = new StyledText.Builder();
    report
        .api()
        .ifPresent(
            api ->
                line.append("API ", Style.PLAIN)
                    .append(sum(api.verdict()), style(api.verdict()))
                    .append(targets.isEmpty() ? "; no target was looked into" : "; ", Style.PLAIN));
    if (targets.isEmpty()) {
      return line.build();
    }
    line.append(targets.size() == 1 ? "1 target: " : targets.size() + " targets: ", Style.PLAIN);
    String comma = "";
    for (Step.Verdict verdict : Step.Verdict.values()) {
      long count = targets.stream().filter(target -> target.verdict() == verdict).count();
      if (count > 0) {
        line.append(comma, Style.PLAIN).append(count + " " + sum(verdict), style(verdict));
        comma = ", ";
      }
    }
    return line.build();
  }

  private static String sum(Step.Verdict verdict) {
    return switch (verdict) {
      case OK -> "ok";
      case WARN -> "with warnings";
      case FAIL -> "failed";
    };
  }

  private static String word(Step.Verdict verdict) {
    return verdict == Step.Verdict.FAIL ? "FAIL" : verdict.name().toLowerCase(Locale.ROOT);
  }

  private Style style(Step.Verdict verdict) {
    return theme.of(
        switch (verdict) {
          case OK -> Severity.DEBUG;
          case WARN -> Severity.WARNING;
          case FAIL -> Severity.ERROR;
        });
  }
}
