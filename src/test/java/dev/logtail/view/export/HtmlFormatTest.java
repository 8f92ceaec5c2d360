package dev.logtail.view.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.style.HostileText;
import dev.logtail.view.style.TerminalText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HtmlFormatTest {
  private static final Instant AT = Instant.parse("2026-02-01T06:30:25.123Z");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern OURS =
      Pattern.compile(
          "<(p|details|div) class=\"(l\\d|gap|gap bad)\" data-w=\"\\d+\" style=\"--w:\\d+\" "
              + "data-j='[^'<>]*'>|</?(time|b|i|s|summary|div|p|details|section)>");
  private static final Pattern DATA = Pattern.compile("data-j='([^']*)'");

  private static String html(List<? extends Entry> entries) {
    return written(ExportFormat.HTML, entries);
  }

  private static String written(ExportFormat format, List<? extends Entry> entries) {
    RecordFormat records = OutputForm.of(format, ZoneOffset.UTC).create();
    StringBuilder out = new StringBuilder();
    for (Entry entry : entries) {
      if (entry instanceof LogEvent event) {
        records.record(out, event);
      } else if (entry instanceof StreamNotice notice) {
        records.notice(out, notice);
      }
    }
    return out.toString();
  }

  @Provide
  Arbitrary<String> hostile() {
    Arbitrary<String> markup =
        Arbitraries.of(
                "<script>alert(1)</script>",
                "</script>",
                "\" onload=\"alert(1)",
                "' onclick='x",
                "<!--",
                "-->",
                "]]>",
                "</section></main>",
                "&lt;",
                "&#39;",
                "<img src=x>",
                "\u2028",
                "javascript:",
                "<",
                ">",
                "&",
                "'",
                "\"",
                "`",
                "=")
            .list()
            .ofMaxSize(8)
            .map(parts -> String.join("", parts));
    return Combinators.combine(markup, HostileText.strings(), markup)
        .as((before, text, after) -> before + text + after);
  }

  @Property(tries = 3_000)
  void nothing_foreign_becomes_markup_and_what_was_received_is_in_it(
      @ForAll("hostile") String message, @ForAll("hostile") String worker) {
    LogEvent event =
        new LogEvent(
            new WorkerKey("w" + worker),
            new EventTime(AT, AT, message),
            Level.of(message),
            message,
            new Origin(message, worker, message, 7),
            Receipt.text(message));
    StreamNotice notice =
        new StreamNotice(event.worker(), AT, StreamNotice.Kind.GAP, "gap: " + message);
    List<Entry> entries = List.of(event, notice);

    String rows = html(entries);

    assertThat(TAG.matcher(rows).results().map(MatchResult::group))
        .allMatch(tag -> OURS.matcher(tag).matches());
    assertThat(TAG.matcher(rows).replaceAll("")).doesNotContain("<").doesNotContain(">");
    assertThat(TerminalText.harmIn(rows.replace("\n", ""), false)).isEmpty();
    String data =
        DATA.matcher(rows)
            .results()
            .map(row -> unescaped(row.group(1)) + "\n")
            .collect(Collectors.joining());
    assertThat(data).isEqualTo(written(ExportFormat.NDJSON, entries));
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  @Example
  void the_page_allows_its_own_script_and_no_network() throws Exception {
    String head = HtmlPage.head();
    assertThat(head).containsOnlyOnce("<script>").containsOnlyOnce("</script>");
    String script =
        head.substring(head.indexOf("<script>") + "<script>".length(), head.indexOf("</script>"));
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    assertThat(head)
        .contains("default-src 'none'")
        .contains("script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'")
        .doesNotContain("://")
        .doesNotContain("src=")
        .doesNotContain("url(");
  }

  @Example
  void many_rows_stand_in_sections() {
    List<LogEvent> events =
        IntStream.range(0, 1_001)
            .mapToObj(
                i ->
                    new LogEvent(
                        new WorkerKey("w"),
                        EventTime.unstamped(AT),
                        Level.NONE,
                        "m" + i,
                        Origin.UNKNOWN,
                        Receipt.text("m" + i)))
            .toList();
    assertThat(html(events).split("</section><section>"))
        .hasSize(3)
        .allSatisfy(
            section ->
                assertThat(section.lines().filter(line -> line.startsWith("<p")).count())
                    .isLessThanOrEqualTo(500));
  }
}
