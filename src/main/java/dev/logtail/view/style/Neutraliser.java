package dev.logtail.view.style;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One foreign text on its way through {@link SafeText}. Every decision looks only at what was
 * written so far and at the code point to come, so that a second pass decides the same. Used once,
 * by one thread.
 */
final class Neutraliser {
  private static final int TAB_STOP = 8;
  private static final int MAX_MARKS = 8;
  private static final int MAX_PAYLOAD = 64;
  private static final int KEYCAP = 0x20E3;
  private static final int NONE = -1;

  private final AnsiPolicy policy;
  private final String text;
  private final Style base;
  private final Style hidden;

  private final List<StyledText> done = new ArrayList<>();
  private StyledText.Builder line = new StyledText.Builder();

  /** The line's text since its last tab stop: what its column is measured by. */
  private final StringBuilder sinceTab = new StringBuilder();

  private Style style;
  private int at;

  /** The last code point written that is no mark. */
  private int before = NONE;

  /** Marks written since then. */
  private int marks;

  Neutraliser(AnsiPolicy policy, String text, Style base) {
    this.policy = policy;
    this.text = text;
    this.base = base;
    this.hidden = SafeText.hidden(base);
    this.style = base;
  }

  /** The text as lines, without empty ones at its end. */
  List<StyledText> lines() {
    while (at < text.length()) {
      int newline = newlineLength();
      if (newline > 0) {
        at += newline;
        endLine();
      } else {
        step();
      }
    }
    endLine();
    int last = done.size();
    while (last > 1 && done.get(last - 1).runs().isEmpty()) {
      last--;
    }
    return List.copyOf(done.subList(0, last));
  }

  /** The text as one line; line breaks are shown like any other control character. */
  StyledText line() {
    while (at < text.length()) {
      step();
    }
    return line.build();
  }

  private int newlineLength() {
    if (text.charAt(at) == '\n') {
      return 1;
    }
    return text.startsWith("\r\n", at) ? 2 : 0;
  }

  private void endLine() {
    done.add(line.build());
    line = new StyledText.Builder();
    sinceTab.setLength(0);
    before = NONE;
    marks = 0;
  }

  private void step() {
    if (Glyph.isIndependent(text.charAt(at))) {
      copy();
      return;
    }
    int point = text.codePointAt(at);
    if (point == '\t') {
      at++;
      tab();
    } else if (EscapeSequence.startsWith(point)) {
      sequence(EscapeSequence.read(text, at));
    } else {
      at += Character.charCount(point);
      show(point, next(), style);
    }
  }

  /** Most of any text: chars that need no thought, taken together. */
  private void copy() {
    int start = at;
    while (at < text.length() && Glyph.isIndependent(text.charAt(at))) {
      at++;
    }
    line.append(text, start, at, style);
    sinceTab.append(text, start, at);
    before = text.charAt(at - 1);
    marks = 0;
  }

  private int next() {
    return at < text.length() ? text.codePointAt(at) : NONE;
  }

  private void tab() {
    int spaces = TAB_STOP - CellWidth.of(sinceTab.toString()) % TAB_STOP;
    for (int i = 0; i < spaces; i++) {
      write(' ', style);
    }
    sinceTab.setLength(0);
  }

  private void sequence(EscapeSequence sequence) {
    at = sequence.end();
    if (!sequence.graphics() || policy == AnsiPolicy.ESCAPE) {
      reveal(sequence);
    } else if (policy == AnsiPolicy.COLOR) {
      String parameters = text.substring(sequence.body(), sequence.end() - 1);
      style = Graphics.apply(base, style, parameters);
    }
  }

  private void reveal(EscapeSequence sequence) {
    int end = cut(sequence);
    int i = sequence.start();
    while (i < end) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      boolean last = i == end && end < sequence.end();
      show(point, last || i == text.length() ? NONE : text.codePointAt(i), hidden);
    }
    if (end < sequence.end()) {
      write("…(+" + text.codePointCount(end, sequence.end()) + ")", hidden);
    }
  }

  /** Where to stop showing a sequence: its end, or its introducer and as much as is bearable. */
  private int cut(EscapeSequence sequence) {
    int points = text.codePointCount(sequence.start(), sequence.end());
    return points <= MAX_PAYLOAD + 1
        ? sequence.end()
        : text.offsetByCodePoints(sequence.start(), MAX_PAYLOAD + 1);
  }

  /** Writes one code point in a form that only takes cells. */
  private void show(int point, int next, Style as) {
    switch (Glyph.of(point)) {
      case PLAIN -> write(point, as);
      case MARK -> mark(point, as);
      case JOINER -> keepIf(Glyph.canBeJoined(before) && Glyph.canBeJoined(next), point, as);
      case SELECTOR -> keepIf(marks == 0 && selects(next), point, as);
      case CONTROL -> write(Glyph.picture(point), hidden);
      case HIDDEN -> number(point);
    }
  }

  private boolean selects(int next) {
    boolean keycap = next == KEYCAP && before < 0x80 && "#*0123456789".indexOf(before) >= 0;
    return keycap || Glyph.isPictograph(before);
  }

  private void mark(int point, Style as) {
    if (marks < MAX_MARKS) {
      put(point, as);
      marks++;
    } else {
      stacked(point);
    }
  }

  /** One mark too many: its number; the marks that follow it are too many as well. */
  private void stacked(int point) {
    number(point);
    marks = MAX_MARKS;
  }

  private void keepIf(boolean harmless, int point, Style as) {
    if (harmless) {
      put(point, as);
      marks++;
    } else {
      number(point);
    }
  }

  private void number(int point) {
    String digits = Integer.toHexString(point).toUpperCase(Locale.ROOT);
    write("<U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits + ">", hidden);
  }

  private void write(String plain, Style as) {
    for (int i = 0; i < plain.length(); i++) {
      write(plain.charAt(i), as);
    }
  }

  private void write(int point, Style as) {
    put(point, as);
    before = point;
    marks = 0;
  }

  private void put(int point, Style as) {
    line.append(point, as);
    sinceTab.appendCodePoint(point);
  }
}
