package dev.logtail.pipeline.order;

import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Says whether two records are the same record: 128 bits over all seven fields. Two different
 * records of one worker share a fingerprint less often than a disk turns a bit.
 */
record Fingerprint(long high, long low) {
  /** Makes fingerprints; reuses its digest, so one thread only. */
  static final class Maker {
    private final MessageDigest digest;
    private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

    Maker() {
      try {
        digest = MessageDigest.getInstance("MD5");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has MD5", e);
      }
    }

    Fingerprint of(LogEvent event) {
      Origin origin = event.origin();
      add(event.time().text());
      add(event.level().word());
      add(origin.logger());
      add(origin.module());
      add(origin.function());
      add(Integer.toString(origin.line()));
      add(event.message());
      ByteBuffer hash = ByteBuffer.wrap(digest.digest());
      return new Fingerprint(hash.getLong(), hash.getLong());
    }

    /** The length goes first, so that no field can reach into the next. */
    private void add(String field) {
      byte[] bytes = hasSurrogate(field) ? chars(field) : field.getBytes(StandardCharsets.UTF_8);
      digest.update(length.putInt(0, bytes.length).array());
      digest.update(bytes);
    }

    private static boolean hasSurrogate(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (Character.isSurrogate(text.charAt(i))) {
          return true;
        }
      }
      return false;
    }

    /** Char by char: an encoder would make all unpaired surrogates the same. */
    private static byte[] chars(String text) {
      ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES);
      bytes.asCharBuffer().put(text);
      return bytes.array();
    }
  }

  @Override
  public int hashCode() {
    return Long.hashCode(low);
  }
}
