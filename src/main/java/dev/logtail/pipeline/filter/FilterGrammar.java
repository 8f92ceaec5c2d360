package dev.logtail.pipeline.filter;

import java.util.List;

/** The filter language on one page, for those who are about to type in it. */
public final class FilterGrammar {
  /** No line is longer, in columns. */
  public static final int COLUMNS = 76;

  private static final List<String> LINES =
      List.of(
          "level >= WARNING and not message ~ /heartbeat/i",
          "worker ~ 002050 and (timeout or duration_ms > 1000)",
          "details.step = paper_search and time > 10m",
          "",
          "text  \"some text\"        the message contains it",
          "/regex/  /regex/i        the message matches it; i: in any case",
          "FIELD = != VALUE         the whole value; worker and kind in any case",
          "FIELD < <= > >= VALUE    levels by severity, numbers, times, text",
          "FIELD contains TEXT      a part of it",
          "FIELD ~ !~ REGEX         matches, or does not; word, \"re\" or /re/",
          "FIELD in (A, B)          one of them",
          "and  or  not  ( )        not binds most, or least; in any case",
          "",
          "Fields: time level message worker logger module func line step kind",
          "dialect, and any path in the record's JSON: details.step, tags[0],",
          "details.\"odd name\". $.level is the JSON's own level.",
          "An entry without the field is no match, whatever the operator.",
          "",
          "Levels: TRACE DEBUG INFO NOTICE WARNING ERROR CRITICAL",
          "Times: 14:30[:05]  2026-02-01T14:30  epoch  10m (that long ago)",
          "Text in lower case matches any case, but not with = and !=.",
          "Quotes are \" or ', needed for spaces and ( ) , = ! < > ~; in them",
          "\\\" \\\\ \\n \\t \\u0041. In a pattern backslashes are the regex's own.");

  private FilterGrammar() {}

  /** The page, without colours. */
  public static List<String> lines() {
    return LINES;
  }
}
