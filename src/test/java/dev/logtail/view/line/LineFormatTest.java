package dev.logtail.view.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.view.GoldenFiles;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.Highlights;
import dev.logtail.view.style.HostileText;
import dev.logtail.view.style.TerminalText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.terminal.ColorDepth;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LineFormatTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant AT = Instant.parse("2026-02-01T06:30:25.123Z");

  @TestFactory
  Stream<DynamicTest> golden_files() throws IOException {
    return GoldenFiles.in("lines").stream()
        .map(
            golden ->
                DynamicTest.dynamicTest(
                    golden.expected().getFileName().toString(),
                    () -> golden.expect(format(settings(golden.view()), golden.read()))));
  }

  private static LineSettings settings(String view) {
    return switch (view) {
      case "color16" -> coloured(Theme.basic(), ColorDepth.BASIC);
      case "color256" -> coloured(Theme.dark(), ColorDepth.INDEXED);
      case "truecolor" -> coloured(Theme.light(), ColorDepth.TRUE_COLOR);
      case "monochrome" -> coloured(Theme.monochrome(), ColorDepth.BASIC);
      default ->
          LineSettings.plain(SHANGHAI).time(TimeStyle.valueOf(view.toUpperCase(Locale.ROOT)));
    };
  }

  private static LineSettings coloured(Theme theme, ColorDepth depth) {
    return new LineSettings(
        theme, depth, TimeStyle.SHORT, SHANGHAI, AnsiPolicy.COLOR, false, Highlights.NONE);
  }

  private static String format(LineSettings settings, List<? extends Entry> entries) {
    LineFormat format = new LineFormat(settings);
    StringBuilder out = new StringBuilder();
    entries.forEach(entry -> format.append(out, entry));
    return out.toString();
  }

  private static LogEvent event(String worker, String level, String message) {
    return new LogEvent(
        new WorkerKey("w" + worker),
        new EventTime(AT, AT, ""),
        Level.of(level),
        message,
        Origin.UNKNOWN,
        Receipt.text(message));
  }

  @Provide
  Arbitrary<String> hostile() {
    return HostileText.strings();
  }

  @Provide
  Arbitrary<AnsiPolicy> safe() {
    return Arbitraries.of(EnumSet.complementOf(EnumSet.of(AnsiPolicy.RAW)));
  }

  @Property(tries = 20_000)
  void T1_only_our_own_colours_reach_the_terminal(
      @ForAll("hostile") String worker,
      @ForAll("hostile") String level,
      @ForAll("hostile") String message,
      @ForAll("safe") AnsiPolicy ansi,
      @ForAll ColorDepth depth) {
    LineSettings settings =
        new LineSettings(
            Theme.dark(), depth, TimeStyle.SHORT, SHANGHAI, ansi, false, Highlights.NONE);
    StreamNotice notice =
        new StreamNotice(new WorkerKey("n" + worker), AT, StreamNotice.Kind.REFUSED, message);
    String output = format(settings, List.of(event(worker, level, message), notice));
    assertThat(TerminalText.harmIn(output, true)).isEmpty();
  }

  @Property(tries = 5_000)
  void T4_only_a_record_starts_like_a_record(
      @ForAll("hostile") String message, @ForAll TimeStyle time) {
    LineSettings settings = LineSettings.plain(SHANGHAI).time(time);
    String output = format(settings, List.of(event("", "INFO", message)));
    List<String> lines = output.lines().toList();
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.matches(" +│ .*"));
  }

  @Property(tries = 2_000)
  void T6_every_line_ends_in_the_terminals_own_style(@ForAll("hostile") String message) {
    String output =
        format(coloured(Theme.dark(), ColorDepth.TRUE_COLOR), List.of(event("", "ERROR", message)));
    assertThat(output.lines())
        .allMatch(
            line -> {
              int last = line.lastIndexOf("\u001b[");
              return last < 0 || line.startsWith(AnsiWriter.RESET, last);
            });
  }

  @Test
  void the_whole_message_is_kept_on_request() {
    String message = "2026-02-01 14:30:25,123 INFO root: Bar";
    LogEvent event =
        new LogEvent(
            new WorkerKey("w"),
            new EventTime(AT, AT, "2026-02-01T14:30:25.123000"),
            Level.of("INFO"),
            message,
            new Origin("root", "", "", 0),
            Receipt.text(message));
    LineSettings brief = LineSettings.plain(SHANGHAI);
    LineSettings whole =
        new LineSettings(
            brief.theme(),
            brief.depth(),
            brief.time(),
            brief.zone(),
            brief.ansi(),
            true,
            Highlights.NONE);
    assertThat(format(brief, List.of(event))).isEqualTo("14:30:25.123 INFO  w  Bar\n");
    assertThat(format(whole, List.of(event))).isEqualTo("14:30:25.123 INFO  w  " + message + "\n");
  }

  @Test
  void colours_are_as_many_as_the_terminal_has() {
    String red = "\u001b[38;2;250;5;5mx\u001b[38;5;208my\u001b[91mz";
    assertThat(message(ColorDepth.TRUE_COLOR, red))
        .isEqualTo("\u001b[38;2;250;5;5mx\u001b[0m\u001b[38;5;208my\u001b[0m\u001b[91mz\u001b[0m");
    assertThat(message(ColorDepth.INDEXED, red)).startsWith("\u001b[38;5;196mx");
    assertThat(message(ColorDepth.BASIC, red))
        .isEqualTo("\u001b[91mx\u001b[0m\u001b[33my\u001b[0m\u001b[91mz\u001b[0m");
    assertThat(message(ColorDepth.NONE, red)).isEqualTo("xyz");
  }

  private static String message(ColorDepth depth, String message) {
    LineSettings settings =
        new LineSettings(
            new Theme(Map.of(), Map.of(), List.of()),
            depth,
            TimeStyle.NONE,
            SHANGHAI,
            AnsiPolicy.COLOR,
            true,
            Highlights.NONE);
    String line = format(settings, List.of(event("", "INFO", message)));
    return line.substring("INFO  w  ".length(), line.length() - 1);
  }

  @Test
  void any_time_can_be_shown() {
    LogEvent far =
        new LogEvent(
            new WorkerKey("w"),
            new EventTime(Instant.MAX, Instant.MAX, ""),
            Level.NONE,
            "x",
            Origin.UNKNOWN,
            Receipt.text("x"));
    assertThat(format(LineSettings.plain(SHANGHAI), List.of(far)))
        .isEqualTo("23:59:59.999       w  x\n");
  }
}
