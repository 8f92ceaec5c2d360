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
    private static final byte SEPARATOR = 0;

    private final MessageDigest digest;

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

    private void add(String field) {
      digest.update(field.getBytes(StandardCharsets.UTF_8));
      digest.update(SEPARATOR);
    }
  }

  @Override
  public int hashCode() {
    return Long.hashCode(low);
  }
}
