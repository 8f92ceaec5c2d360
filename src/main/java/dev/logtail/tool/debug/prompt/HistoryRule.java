package dev.logtail.tool.debug.prompt;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Decides which typed lines may be kept on disk. Errs on the side of forgetting.
 *
 * @param redaction takes the secrets of this run out of a text
 */
record HistoryRule(UnaryOperator<String> redaction) {
  private static final int LONGEST = 4096;

  private static final Pattern TELLING =
      Pattern.compile(
          "passw|passphrase|passcode|\\bpwd\\b|secret|token|authori[sz]ation|\\bauth\\b|bearer"
              + "|api[-_ ]?key|access[-_ ]?key|private[-_ ]?key|credential|cookie|signature|\\bjwt\\b"
              + "|\\bpin\\b|\\botp\\b",
          Pattern.CASE_INSENSITIVE);

  /** The beginning of a JSON object in base64, and what follows in a JWT. */
  private static final Pattern JWT = Pattern.compile("eyJ[\\w-]{6,}\\.[\\w-]+");

  private static final Pattern USER_IN_URL = Pattern.compile("://[^/\\s@]*:[^/\\s@]*@");

  boolean mayKeep(String line) {
    return !line.isBlank()
        && line.length() <= LONGEST
        && !Character.isWhitespace(line.charAt(0))
        && line.chars().noneMatch(Character::isISOControl)
        && !TELLING.matcher(line).find()
        && !JWT.matcher(line).find()
        && !USER_IN_URL.matcher(line).find()
        && redaction.apply(line).equals(line);
  }
}
