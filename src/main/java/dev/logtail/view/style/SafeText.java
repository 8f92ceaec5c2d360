package dev.logtail.view.style;

import java.util.Arrays;
import java.util.List;

/**
 * The one way for foreign text to a terminal. Whatever the text holds, what comes out only takes
 * cells: it cannot move the cursor, ring, set a title, reorder its neighbours, hide, or colour
 * anything but itself. What was neutralised stays visible.
 *
 * <pre>
 *   "a\u001b]0;x\u0007b"   a␛]0;x␇b        "\u202eevil"    &lt;U+202E&gt;evil
 *   "50%\rdone"            50%␍done        "a\tb"          a       b
 * </pre>
 *
 * Only {@link #lines} of {@link AnsiPolicy#RAW} leaves text as it is, for a user who asks for that.
 * Takes any string, in linear time; the result is at most 16 times as long, and neutralising it
 * again changes nothing. May be used from any thread.
 */
public final class SafeText {
  private final AnsiPolicy policy;

  public SafeText(AnsiPolicy policy) {
    this.policy = policy;
  }

  /**
   * {@code foreign} as the lines that it is made of, at least one. Only LF and CRLF break lines;
   * empty lines at the end are left out.
   *
   * @param base how text looks that the foreign text says nothing about
   */
  public List<StyledText> lines(String foreign, Style base) {
    if (isInert(foreign)) {
      return List.of(StyledText.of(foreign, base));
    }
    if (policy == AnsiPolicy.RAW) {
      return asReceived(foreign, base);
    }
    return new Neutraliser(policy, foreign, base).lines();
  }

  private static List<StyledText> asReceived(String foreign, Style base) {
    String[] lines = foreign.split("\n");
    return lines.length == 0
        ? List.of(StyledText.EMPTY)
        : Arrays.stream(lines).map(line -> StyledText.of(line, base)).toList();
  }

  /** {@code foreign} on one line and without colours, for names and error texts. */
  public String plain(String foreign) {
    if (isInert(foreign)) {
      return foreign;
    }
    return new Neutraliser(policy, foreign, Style.PLAIN).line().plain();
  }

  /** How what was neutralised looks inside text of {@code base}. */
  public static Style hidden(Style base) {
    return base.with(Style.Attribute.DIM).with(Style.Attribute.REVERSE);
  }

  /**
   * True for text that is shown exactly as it is. Quick: most text is; false for some text that
   * would come out unchanged too.
   */
  public static boolean isInert(String foreign) {
    for (int i = 0; i < foreign.length(); i++) {
      if (!Glyph.isIndependent(foreign.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
