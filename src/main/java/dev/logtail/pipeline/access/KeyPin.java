package dev.logtail.pipeline.access;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The SHA-256 of a server's public key (its SubjectPublicKeyInfo), as curl's {@code --pinnedpubkey}
 * and HTTP's old pins have it. It survives a new certificate for the same key.
 */
public record KeyPin(String base64) {
  private static final int BYTES = 32;
  private static final String PREFIX = "sha256//";

  private static KeyPin of(byte[] hash) {
    return new KeyPin(Base64.getEncoder().encodeToString(hash));
  }

  /** The pin of the key that {@code certificate} vouches for. */
  static KeyPin of(X509Certificate certificate) {
    try {
      return of(
          MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads {@code sha256//BASE64}, many of them with semicolons between, the base64 alone, or
   * hexadecimal digits with or without colons.
   *
   * @throws IllegalArgumentException when one is none; the message is for the user
   */
  public static List<KeyPin> parse(String typed) {
    return Arrays.stream(typed.split(";"))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .map(KeyPin::one)
        .toList();
  }

  private static KeyPin one(String word) {
    String text = word.startsWith(PREFIX) ? word.substring(PREFIX.length()) : word;
    String digits = text.replace(":", "");
    try {
      byte[] hash =
          digits.matches("[0-9A-Fa-f]{64}")
              ? HexFormat.of().parseHex(digits)
              : Base64.getDecoder().decode(text);
      if (hash.length == BYTES) {
        return of(hash);
      }
    } catch (IllegalArgumentException e) {
      throw unfit(word);
    }
    throw unfit(word);
  }

  private static IllegalArgumentException unfit(String word) {
    return new IllegalArgumentException(
        "--pin-sha256: '"
            + word
            + "' is no SHA-256 of a key: write sha256//BASE64, the base64 alone, or 64 hexadecimal"
            + " digits");
  }

  /** As curl writes it. */
  @Override
  public String toString() {
    return PREFIX + base64;
  }
}
