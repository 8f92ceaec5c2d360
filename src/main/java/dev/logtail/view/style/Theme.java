package dev.logtail.view.style;

import dev.logtail.model.Severity;
import dev.logtail.view.style.Style.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which style each part of a view has: the one place where a colour is chosen.
 *
 * @param levels how a record's level looks; what is missing looks plain
 * @param parts how everything else looks; what is missing looks plain
 * @param workers the colours that workers are told apart by; empty for none
 */
public record Theme(Map<Severity, Style> levels, Map<Part, Style> parts, List<Ink> workers) {
  /** A part of a view. */
  public enum Part {
    TIME,
    /** What happened to a stream, in the stream. */
    NOTICE,
    /** The same, when it is trouble. */
    TROUBLE,
    /** Late, may repeat, recovered, malformed. */
    MARK,
    JSON_KEY,
    JSON_STRING,
    /** Also true, false and null. */
    JSON_NUMBER,
    /** The bar beside a message's further lines. */
    CONTINUATION,
    /** What --highlight asks for; hides nothing. */
    HIGHLIGHT,
    MATCH,
    /** The match that the search stands on. */
    CURRENT_MATCH,
    SELECTION,
    FRAME,
    /** The frame of the pane that has the keys. */
    FOCUS,
    TITLE,
    /** The lines above and below the panes. */
    STATUS,
    HINT,
    /** What was neutralised, on a screen of its own; {@link SafeText#hidden} inside text. */
    HIDDEN
  }

  private static final int ORANGE = 208;

  /** The black that no terminal's own palette changes. */
  private static final int BLACK = 16;

  /**
   * What the parts of a coloured theme differ in.
   *
   * @param onMatch the letters of what matches
   */
  private record Accents(Ink accent, Ink trouble, Ink onMatch, Ink match, Ink currentMatch) {}

  public Theme {
    levels = copy(levels, Severity.class);
    parts = copy(parts, Part.class);
    workers = List.copyOf(workers);
  }

  private static <K extends Enum<K>> Map<K, Style> copy(Map<K, Style> styles, Class<K> keys) {
    EnumMap<K, Style> copy = new EnumMap<>(keys);
    copy.putAll(styles);
    return Collections.unmodifiableMap(copy);
  }

  public Style of(Severity severity) {
    return levels.getOrDefault(severity, Style.PLAIN);
  }

  public Style of(Part part) {
    return parts.getOrDefault(part, Style.PLAIN);
  }

  /** The names of all levels and parts, as a user writes them. */
  public static final List<String> PART_NAMES = partNames();

  private static List<String> partNames() {
    List<String> names = new ArrayList<>();
    EnumSet.range(Severity.TRACE, Severity.CRITICAL).forEach(level -> names.add(level.name()));
    Arrays.stream(Part.values()).forEach(part -> names.add(nameOf(part)));
    return List.copyOf(names);
  }

  /** A level is called notice too. */
  private static String nameOf(Part part) {
    return part == Part.NOTICE ? "stream-notice" : lowerCase(part);
  }

  private static String lowerCase(Part part) {
    return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** This theme, with the level or part of that name in {@code PART_NAMES} looking otherwise. */
  public Theme with(String name, Style style) {
    EnumMap<Severity, Style> otherLevels = new EnumMap<>(Severity.class);
    otherLevels.putAll(levels);
    EnumMap<Part, Style> otherParts = new EnumMap<>(Part.class);
    otherParts.putAll(parts);
    EnumSet.range(Severity.TRACE, Severity.CRITICAL).stream()
        .filter(level -> level.name().equals(name))
        .forEach(level -> otherLevels.put(level, style));
    Arrays.stream(Part.values())
        .filter(part -> nameOf(part).equals(name))
        .forEach(part -> otherParts.put(part, style));
    return new Theme(otherLevels, otherParts, workers);
  }

  /** For 256 colours on a dark background. */
  public static Theme dark() {
    return new Theme(
        levels(List.of(ink(245), ink(71), ink(75), ink(37), ink(220), ink(ORANGE), ink(196))),
        coloured(new Accents(ink(87), ink(ORANGE), ink(BLACK), ink(220), ink(ORANGE))),
        inks(
            39, 51, 48, 190, 213, 141, 223, 79, 111, 177, 151, 219, 75, 186, 43, 105, 158, 229, 117,
            183, 115, 180, 69, 207));
  }

  /** For 256 colours on a light background. */
  public static Theme light() {
    return new Theme(
        levels(List.of(ink(243), ink(28), ink(20), ink(30), ink(136), ink(166), ink(160))),
        coloured(new Accents(ink(24), ink(166), ink(BLACK), ink(222), ink(ORANGE))),
        inks(
            25, 30, 90, 94, 22, 61, 125, 58, 31, 97, 64, 132, 18, 23, 54, 100, 66, 89, 60, 101, 33,
            134, 130, 95));
  }

  /** For the terminal's own sixteen colours, on any background. */
  public static Theme basic() {
    return new Theme(
        levels(List.of(ink(8), ink(2), ink(4), ink(6), ink(3), ink(1), ink(9))),
        coloured(new Accents(ink(6), ink(1), ink(0), ink(3), ink(6))),
        inks(6, 5, 12, 2, 13, 4, 14, 10));
  }

  /** No colour at all: weight only. */
  public static Theme monochrome() {
    Style bold = Style.PLAIN.with(Attribute.BOLD);
    return new Theme(
        Map.of(
            Severity.TRACE, Style.PLAIN.with(Attribute.DIM),
            Severity.DEBUG, Style.PLAIN.with(Attribute.DIM),
            Severity.WARNING, bold,
            Severity.ERROR, bold.with(Attribute.UNDERLINE),
            Severity.CRITICAL, bold.with(Attribute.REVERSE)),
        weights(),
        List.of());
  }

  /** Seven inks, from {@link Severity#TRACE} up. */
  private static Map<Severity, Style> levels(List<Ink> inks) {
    EnumMap<Severity, Style> levels = new EnumMap<>(Severity.class);
    Iterator<Ink> next = inks.iterator();
    for (Severity severity : EnumSet.range(Severity.TRACE, Severity.CRITICAL)) {
      levels.put(severity, Style.PLAIN.foreground(next.next()));
    }
    levels.computeIfPresent(Severity.CRITICAL, (key, style) -> style.with(Attribute.BOLD));
    return levels;
  }

  private static Map<Part, Style> weights() {
    Style dim = Style.PLAIN.with(Attribute.DIM);
    Style bold = Style.PLAIN.with(Attribute.BOLD);
    Style reverse = Style.PLAIN.with(Attribute.REVERSE);
    EnumMap<Part, Style> weights = new EnumMap<>(Part.class);
    weights.put(Part.TIME, dim);
    weights.put(Part.NOTICE, dim);
    weights.put(Part.TROUBLE, bold);
    weights.put(Part.MARK, bold);
    weights.put(Part.JSON_KEY, bold);
    weights.put(Part.CONTINUATION, dim);
    weights.put(Part.HIGHLIGHT, bold.with(Attribute.UNDERLINE));
    weights.put(Part.MATCH, reverse);
    weights.put(Part.CURRENT_MATCH, reverse.with(Attribute.BOLD).with(Attribute.UNDERLINE));
    weights.put(Part.SELECTION, reverse);
    weights.put(Part.FRAME, dim);
    weights.put(Part.FOCUS, bold);
    weights.put(Part.TITLE, bold);
    weights.put(Part.STATUS, Style.PLAIN);
    weights.put(Part.HINT, dim);
    weights.put(Part.HIDDEN, SafeText.hidden(Style.PLAIN));
    return weights;
  }

  private static Map<Part, Style> coloured(Accents inks) {
    Style match = Style.PLAIN.foreground(inks.onMatch());
    Map<Part, Style> parts = weights();
    parts.put(Part.TROUBLE, Style.PLAIN.foreground(inks.trouble()));
    parts.put(Part.MARK, Style.PLAIN.foreground(inks.trouble()).with(Attribute.BOLD));
    parts.put(Part.JSON_KEY, Style.PLAIN.foreground(inks.accent()));
    parts.put(Part.JSON_STRING, Style.PLAIN.foreground(ink(2)));
    parts.put(Part.JSON_NUMBER, Style.PLAIN.foreground(ink(5)));
    parts.put(
        Part.HIGHLIGHT,
        Style.PLAIN.foreground(inks.accent()).with(Attribute.BOLD).with(Attribute.UNDERLINE));
    parts.put(Part.MATCH, match.background(inks.match()));
    parts.put(Part.CURRENT_MATCH, match.background(inks.currentMatch()).with(Attribute.BOLD));
    parts.put(Part.FOCUS, Style.PLAIN.foreground(inks.accent()));
    parts.put(Part.TITLE, Style.PLAIN.foreground(inks.accent()).with(Attribute.BOLD));
    return parts;
  }

  private static Ink ink(int index) {
    return new Ink.Indexed(index);
  }

  private static List<Ink> inks(int... indexes) {
    return Arrays.stream(indexes).mapToObj(Theme::ink).toList();
  }
}
