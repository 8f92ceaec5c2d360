package dev.logtail.pipeline.filter;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Reads the filter language.
 *
 * <pre>
 *   level &gt;= WARNING and worker ~ "002050" and not message ~ /heartbeat/i
 *   message contains "timeout" or duration_ms &gt; 1000
 *   logger_name = "VnpyWorker[002050.SZ]" and time &gt;= 14:30 and details.step = paper_search
 *
 *   filter     = and { "or" and }                      any case: AND, And
 *   and        = unary { "and" unary }
 *   unary      = { "not" } ( "(" filter ")" | condition )
 *   condition  = field ( "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "contains" ) value
 *              | field ( "~" | "!~" ) pattern
 *              | field "in" "(" value { "," value } ")"
 *              | value                                 the message contains it
 *              | /regex/ | /regex/i                    the message matches it
 *   field      = level | … | a path in the JSON        see {@link FieldPath}
 *   value      = word | "text" | 'text'                escapes \" \' \\ \/ \n \r \t &#92;u0041
 *   pattern    = word | "regex" | 'regex' | /regex/ | /regex/i     backslashes are the regex's
 * </pre>
 *
 * What a comparison means:
 *
 * <ul>
 *   <li>A field that an entry lacks makes it false, whatever the operator; {@code not (…)} of it is
 *       true.
 *   <li>{@code level} compares by severity; a record without a level counts as INFO. {@code time}
 *       compares as a moment, see {@link MomentText}.
 *   <li>A number without quotes compares with numbers, and with text that is one; anything else is
 *       not equal to it. Other text is equal when all characters are; worker, kind and dialect in
 *       any case. {@code < >} order text by its characters.
 *   <li>{@code contains}, {@code ~} and bare text have smart case: what has no capital letter
 *       matches any case.
 *   <li>In JSON, {@code true}, {@code false} and {@code null} are words, objects and arrays their
 *       text as received.
 * </ul>
 *
 * Takes any string, in linear time.
 */
public final class FilterParser {
  private final ZoneId zone;
  private final Instant now;
  private final Idioms idioms;

  /**
   * @param zone what times without a zone are in
   * @param now what today and "ten minutes ago" are counted from
   */
  public FilterParser(ZoneId zone, Instant now) {
    this(zone, now, Idioms.NONE);
  }

  /** A parser that knows some words more. */
  public FilterParser(ZoneId zone, Instant now, Idioms idioms) {
    this.zone = zone;
    this.now = now;
    this.idioms = idioms;
  }

  /** The filter that {@code text} is. */
  public Filter parse(String text) throws FilterSyntaxException {
    return parse(text, 0);
  }

  /** The filter that stands in {@code text} from {@code start} on. */
  Filter parse(String text, int start) throws FilterSyntaxException {
    return new FilterReading(text, start, new Comparing(text, zone, now), idioms).read();
  }

  /** The regular expression of that token, to be tried on messages and names. */
  TextPattern regex(String text, FilterToken pattern) throws FilterSyntaxException {
    return new Comparing(text, zone, now).regex(pattern);
  }

  /** What finds the rest of {@code text} as it stands. */
  TextPattern literal(String text, int start) throws FilterSyntaxException {
    FilterToken rest =
        new FilterToken(FilterToken.Kind.WORD, text.substring(start), start, text.length());
    return new Comparing(text, zone, now).literal(rest);
  }
}
