package dev.logtail.cli;

import dev.logtail.tool.debug.DebugCommands;
import dev.logtail.tool.debug.ListenCommands;
import dev.logtail.view.export.Compression;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.style.TimeText;
import dev.logtail.view.template.Template;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pages of {@link HelpTopic}s. What can be made of a table that the program works with is; what
 * stands here in words is of examples, which a test takes at their word.
 */
final class TopicPages {
  /** What a time is shown as. */
  private static final Instant EXAMPLE = Instant.parse("2026-02-01T06:30:25.123Z");

  private TopicPages() {}

  static List<String> targets() {
    return List.of(
        "  002050                 a worker's key, or a part of one that no other key has",
        "  '*turtle*'             a glob: * is any text, ? one character",
        "  /^user1.*turtle$/      a regular expression, found anywhere in a key",
        "  ws://localhost:54321   a stream's own URL; no API is asked for it",
        "",
        "Several may be given; none means every worker. A key that is exactly so goes",
        "before all that it is a part of. Lower-case text fits any case where nothing",
        "fits it as it is.",
        "",
        "'follow' waits for workers that a glob or a regular expression will fit; a key",
        "that nobody has is an error that names the nearest ones (exit status 3).",
        "'list' takes the same without URLs; 'check' takes an API's http:// URL, too.");
  }

  /** Moments as --since takes them, each with what it means. */
  static Map<String, String> moments() {
    Map<String, String> moments = new LinkedHashMap<>();
    moments.put("14:30", "the last that was; as --until the first after --since, else today's");
    moments.put("14:30:05.123", "the same to the millisecond");
    moments.put("2026-02-01", "the day from its first moment on");
    moments.put("2026-02-01T14:30", "a space may stand for the T");
    moments.put("2026-02-01T14:30:05+08:00", "in a zone of its own; Z is UTC");
    moments.put("yesterday", "from its first moment on; today and now, too");
    moments.put("10m", "so long ago; 2h30m, 1.5h, 500ms, 2d, too");
    moments.put("+10m", "so long from now");
    moments.put("1769927425", "seconds since 1970; from 12 digits on milliseconds");
    return moments;
  }

  static List<String> times() {
    Map<String, String> styles = new LinkedHashMap<>();
    for (TimeStyle style : TimeStyle.values()) {
      styles.put(style.toString(), shown(style));
    }
    return page(
        Stream.of(
            List.of(
                "--since, --until and 'time' in filters take (zone: --tz, else this machine's):"),
            TextTable.of(moments()),
            List.of("", "--time shows, here with --tz +08:00:"),
            TextTable.of(styles)));
  }

  private static String shown(TimeStyle style) {
    String text = new TimeText(style, ZoneOffset.ofHours(8)).of(EXAMPLE).strip();
    return switch (style) {
      case NONE -> "no time";
      case RELATIVE -> text + ", seconds since the first record of the run";
      default -> text;
    };
  }

  static List<String> formats() {
    Map<String, String> formats = new LinkedHashMap<>();
    for (ExportFormat format : ExportFormat.values()) {
      formats.put(
          format.toString(), format.about() + " (" + String.join(", ", format.suffixes()) + ")");
    }
    String packed =
        Stream.of(Compression.values())
            .filter(way -> way != Compression.NONE)
            .map(way -> way.suffix() + " (" + way.name().toLowerCase(Locale.ROOT) + ")")
            .collect(Collectors.joining(" or "));
    return page(
        Stream.of(
            List.of("-o takes, and export's -O tells by the end of the file's name:"),
            TextTable.of(formats),
            List.of("", "A name that ends in " + packed + " behind that is packed.")));
  }

  /** Templates, each with what it is good for. */
  static Map<String, String> exampleTemplates() {
    Map<String, String> examples = new LinkedHashMap<>();
    examples.put("{level:-8}|{worker:12.12}", "left-aligned to 8 cells; cut and padded to 12");
    examples.put("{field.details.step}", "a path in the record's JSON; $.details.step, too");
    examples.put("{time:HH:mm:ss} {message}", "a pattern of java.time");
    examples.put(
        "{{\\t{message}\\n", "{{ is a brace, \\t a tab, \\n a line's end, \\\\ a backslash");
    return examples;
  }

  static List<String> templates() {
    return page(
        Stream.of(
            List.of("--template 'TEXT' writes each record your way. In TEXT stand:"),
            TextTable.of(Template.fields()),
            List.of("", "What a record lacks is a -. Behind a colon stands a width:"),
            TextTable.of(exampleTemplates())));
  }

  /** Conditions of alerts, each with what meets it. */
  static Map<String, String> conditions() {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("level>=ERROR", "such a record; any filter may stand there");
    conditions.put("message ~ /margin/i and worker ~ turtle", "see 'logtail help filter'");
    conditions.put("stale>60s", "a worker has logged nothing for that long");
    conditions.put("disconnected", "a stream was lost, or can't be had");
    return conditions;
  }

  static List<String> alerts() {
    return page(
        Stream.of(
            List.of("--alert COND=ACTION, or in the configuration alerts: [{when: …, do: …}]."),
            List.of("", "COND:"),
            TextTable.of(conditions()),
            List.of("", "ACTION:"),
            TextTable.of(AlertActions.table()),
            List.of(
                "",
                "One alert a COND and worker in --alert-every; the next tells how many were",
                "held back. What is replayed at the start raises none.")));
  }

  static List<String> debug() {
    return page(
        Stream.of(
            List.of("At the prompt of 'logtail debug URL', where any other line is sent as text:"),
            TextTable.of(usages(DebugCommands.all())),
            List.of("", "With --listen these are others or more:"),
            TextTable.of(
                usages(
                    ListenCommands.all().stream()
                        .filter(word -> !DebugCommands.all().contains(word))
                        .toList()))));
  }

  private static Map<String, String> usages(List<DebugCommands.Word> words) {
    Map<String, String> rows = new LinkedHashMap<>();
    words.forEach(word -> rows.put(word.usage(), word.help()));
    return rows;
  }

  private static List<String> page(Stream<List<String>> parts) {
    return parts.flatMap(List::stream).toList();
  }
}
