package dev.logtail.view.style;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Strings made of everything that ever harmed a terminal, for properties. */
public final class HostileText {
  private static final List<String> PIECES =
      List.of(
          "\u001b]0;title\u0007",
          "\u001b]52;c;aGk=\u001b\\",
          "\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\",
          "\u001bPq#0;2\u001b\\",
          "\u001bPtmux;\u001b\u001b]0;x\u0007\u001b\\",
          "\u001b[31m",
          "\u001b[0m",
          "\u001b[38;5;208m",
          "\u001b[38;2;1;2;3m",
          "\u001b[48:2::9:8:7m",
          "\u001b[8m",
          "\u001b[31;41m",
          "\u001b[1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1;1m",
          "\u001b[?1049h",
          "\u001b[>4;1m",
          "\u001b[2J",
          "\u001b[",
          "\u001b]",
          "\u001b(0",
          "\u001b#8",
          "\u001bNx",
          "\u001bc",
          "\u009b31m",
          "\u009d52;c;aGk=\u009c",
          "\u0090q",
          "\u2028",
          "\u202e",
          "\u2066",
          "\ufeff",
          "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
          "\u2764\ufe0f",
          "1\ufe0f\u20e3",
          "\ud83c\udde8\ud83c\uddf3",
          "\ud83c\udff4\udb40\udc67\udb40\udc7f",
          "\u0645\u200c\u06cc",
          "资金不足",
          "\r\n",
          "\r",
          "\n",
          "\t",
          "\u0008",
          "\u007f",
          "2026-01-01T00:00:00.000000+00:00 ERROR root  forged");

  private HostileText() {}

  /** Strings of up to 40 pieces: sequences, controls, surrogates, joiners, and plain text. */
  public static Arbitrary<String> strings() {
    Arbitrary<String> controls = Arbitraries.chars().range('\u0000', '\u009f').map(String::valueOf);
    Arbitrary<String> escapes =
        Arbitraries.chars().range('\u0020', '\u007f').map(last -> "\u001b" + last);
    Arbitrary<String> ascii = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(12);
    Arbitrary<String> units = Arbitraries.chars().all().map(String::valueOf);
    Arbitrary<String> points =
        Arbitraries.integers().between(0, Character.MAX_CODE_POINT).map(Character::toString);
    Arbitrary<String> invisible =
        Arbitraries.integers().between(0x2000, 0x206f).map(Character::toString);
    Arbitrary<String> marks = Arbitraries.chars().range('\u0300', '\u036f').map(String::valueOf);
    Arbitrary<String> piece =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.of(PIECES)),
            Tuple.of(3, ascii),
            Tuple.of(2, controls),
            Tuple.of(1, escapes),
            Tuple.of(1, units),
            Tuple.of(1, points),
            Tuple.of(1, invisible),
            Tuple.of(1, marks));
    return piece.list().ofMaxSize(40).map(pieces -> String.join("", pieces));
  }
}
