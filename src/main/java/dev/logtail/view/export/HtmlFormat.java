package dev.logtail.view.export;

import dev.logtail.model.LogEvent;
import dev.logtail.model.Severity;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.style.TimeText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One page that needs nothing but itself: rows to read, as safe as text, a small script that
 * searches them, and in each row what was received, as in NDJSON. The page may end anywhere behind
 * its head, so that one that is still written, or was broken off, is a page.
 *
 * <pre>
 *   &lt;p class="l6" data-w="0" style="--w:0" data-j='{"worker":…}'&gt;&lt;time&gt;…&lt;/time&gt; &lt;b&gt;ERROR&lt;/b&gt; &lt;i&gt;K&lt;/i&gt;  order rejected&lt;/p&gt;
 *   &lt;details …&gt;&lt;summary&gt;… first line&lt;/summary&gt;&lt;div&gt;the others&lt;/div&gt;&lt;/details&gt;
 *   &lt;div class="gap bad" …&gt;── … gap: 17 records lost ──&lt;/div&gt;
 * </pre>
 */
final class HtmlFormat implements RecordFormat {
  private static final String NO_LEVEL = "-";
  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  /** A browser leaves out sections that are off the screen, so that a large page is quick. */
  private static final int ROWS_OF_SECTION = 500;

  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);
  private final TimeText times;
  private final Map<WorkerKey, Integer> numbers = new HashMap<>();
  private int rows;

  HtmlFormat(OutputForm form) {
    this.times = new TimeText(form.time().orElse(TimeStyle.FULL), form.zone());
  }

  @Override
  public void header(StringBuilder out) {
    out.append(HtmlPage.head());
  }

  @Override
  public void record(StringBuilder out, LogEvent event) {
    beginRow(out);
    List<StyledText> lines = safe.lines(event.message(), Style.PLAIN);
    boolean folds = lines.size() > 1;
    out.append(folds ? "<details class=\"l" : "<p class=\"l");
    out.append(SEVERITIES.indexOf(event.level().severity()));
    StringBuilder json = new StringBuilder();
    RecordJson.append(json, event);
    attributes(out, event.worker(), json);
    out.append(folds ? "<summary>" : "");
    line(out, event, lines.get(0).plain());
    if (folds) {
      out.append("</summary><div>");
      rest(out, lines);
    }
    out.append(folds ? "</div></details>\n" : "</p>\n");
  }

  private void beginRow(StringBuilder out) {
    if (rows > 0 && rows % ROWS_OF_SECTION == 0) {
      out.append("</section><section>\n");
    }
    rows++;
  }

  private void line(StringBuilder out, LogEvent event, String first) {
    time(out, times.of(event.at()));
    String level = safe.plain(event.level().word());
    escaped(out.append("<b>"), level.isBlank() ? NO_LEVEL : level);
    worker(out.append("</b> "), event.worker());
    out.append("  ");
    MarkNames.of(event).forEach(mark -> out.append("<s>[").append(mark).append("]</s> "));
    escaped(out, first);
  }

  private static void rest(StringBuilder out, List<StyledText> lines) {
    for (int i = 1; i < lines.size(); i++) {
      escaped(out.append(i == 1 ? "" : "\n"), lines.get(i).plain());
    }
  }

  @Override
  public void notice(StringBuilder out, StreamNotice notice) {
    beginRow(out);
    out.append("<div class=\"gap").append(notice.kind().isTroubling() ? " bad" : "");
    StringBuilder json = new StringBuilder();
    NoticeJson.append(json, notice);
    attributes(out, notice.worker(), json);
    time(out.append("── "), times.of(notice.at()));
    worker(out, notice.worker());
    escaped(out.append("  "), safe.plain(notice.text()));
    out.append(" ──</div>\n");
  }

  /** Its workers are numbered from the first on. */
  @Override
  public boolean canContinue() {
    return false;
  }

  /** Ends the class and the tag. */
  private void attributes(StringBuilder out, WorkerKey worker, StringBuilder json) {
    int number = numbers.computeIfAbsent(worker, key -> numbers.size());
    out.append("\" data-w=\"").append(number);
    out.append("\" style=\"--w:").append(number).append("\" data-j='");
    escaped(out, json.toString());
    out.append("'>");
  }

  private static void time(StringBuilder out, String time) {
    if (!time.isEmpty()) {
      out.append("<time>").append(time).append("</time> ");
    }
  }

  private void worker(StringBuilder out, WorkerKey worker) {
    escaped(out.append("<i>"), safe.plain(worker.value()));
    out.append("</i>");
  }

  /** Text for between tags, or for an attribute in single quotes. */
  private static void escaped(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
