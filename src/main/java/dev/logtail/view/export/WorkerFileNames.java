package dev.logtail.view.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.logtail.model.WorkerKey;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of files for workers, whatever their keys are. A name is one step of a path on every
 * system, and no two workers get the same one, also where upper and lower case are the same.
 *
 * <pre>
 *   user123_600132.SH_turtle    user123_600132.SH_turtle
 *   ../../etc/passwd            %2E.%2F..%2Fetc%2Fpasswd
 *   -rf                         %2Drf
 *   con.log                     %63on.log              (a device on Windows)
 *   more than 120 bytes         its beginning-8 digits of a hash
 *   Turtle, after turtle        Turtle-8 digits of a hash
 * </pre>
 *
 * Of workers whose names differ in case only, the first one seen gets the plain name.
 */
final class WorkerFileNames {
  private static final int LONGEST = 120;
  private static final int HASH_DIGITS = 8;

  private static final String ALLOWED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  private final Map<WorkerKey, String> names = new HashMap<>();

  /** Those given away, in lower case. */
  private final Set<String> taken = new HashSet<>();

  /** The name of {@code worker}'s file; the same each time. */
  String nameOf(WorkerKey worker) {
    return names.computeIfAbsent(worker, this::free);
  }

  private String free(WorkerKey worker) {
    byte[] key = bytes(worker.value());
    String encoded = encoded(key, worker.value());
    String name = encoded.length() > LONGEST ? hashed(encoded, key, 0) : encoded;
    for (int attempt = 0; !taken.add(name.toLowerCase(Locale.ROOT)); attempt++) {
      name = hashed(encoded, key, attempt);
    }
    return name;
  }

  /** As UTF-8, in which half a pair is what it is too, unlike in the JDK's. */
  private static byte[] bytes(String key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    key.codePoints()
        .forEach(
            point -> {
              if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.write(0xe0 | (point >> 12));
                bytes.write(0x80 | ((point >> 6) & 0x3f));
                bytes.write(0x80 | (point & 0x3f));
              } else {
                bytes.writeBytes(Character.toString(point).getBytes(UTF_8));
              }
            });
    return bytes.toByteArray();
  }

  private static String encoded(byte[] bytes, String key) {
    boolean device = DEVICE.matcher(key).matches();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean plain =
          isAllowed(c)
              && !(i == 0 && (c == '.' || c == '-' || device))
              && !(i == bytes.length - 1 && c == '.');
      if (plain) {
        name.append(c);
      } else {
        name.append('%').append(HexFormat.of().withUpperCase().toHexDigits(bytes[i]));
      }
    }
    return name.toString();
  }

  private static boolean isAllowed(char c) {
    return ALLOWED.indexOf(c) >= 0;
  }

  /** Cut where that has to be, but not within a {@code %XX}. */
  private static String hashed(String encoded, byte[] key, int attempt) {
    int end = Math.min(encoded.length(), LONGEST - HASH_DIGITS - 1);
    int percent = encoded.lastIndexOf('%', end - 1);
    if (percent >= 0 && percent + 3 > end) {
      end = percent;
    }
    return encoded.substring(0, end) + "-" + hash(key, attempt).substring(0, HASH_DIGITS);
  }

  private static String hash(byte[] key, int attempt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(key);
      return HexFormat.of().formatHex(digest.digest(new byte[attempt]));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
