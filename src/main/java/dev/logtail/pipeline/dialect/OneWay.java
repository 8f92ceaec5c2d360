package dev.logtail.pipeline.dialect;

import dev.logtail.wire.JsonRecords;
import dev.logtail.wire.WireFormatException;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises the streams that only ever speak: servers of both kinds never read what is sent to
 * them, and close once too much of it waits. Pure.
 */
public final class OneWay {
  private static final Set<String> OF_WORKERS = Set.of("timestamp", "level", "message");

  /** Of a worker: a port of its own, or that port's place behind a proxy. */
  private static final Pattern WORKERS_PATH = Pattern.compile("/?|.*/ws/\\d+");

  private OneWay() {}

  /** The kind of the stream at {@code url}, where its path tells. */
  public static Optional<String> at(URI url) {
    return path(url).endsWith("/ws/logs") ? Optional.of("raw") : Optional.empty();
  }

  /**
   * Whether the stream at {@code url} may be a worker's, as far as its path tells: its first
   * message will.
   */
  public static boolean mayBeAt(URI url) {
    return WORKERS_PATH.matcher(path(url)).matches();
  }

  private static String path(URI url) {
    return url.getPath() == null ? "" : url.getPath();
  }

  /** The kind of a stream that sends {@code message}, where that tells: a record, or a batch. */
  public static Optional<String> sending(String message) {
    if (!message.contains("\"timestamp\"")) {
      return Optional.empty();
    }
    Records records = new Records();
    try {
      JsonRecords.read(message, records);
      return records.all ? Optional.of("worker") : Optional.empty();
    } catch (WireFormatException e) {
      return Optional.empty();
    }
  }

  /** Sees whether each record has what a worker's has. */
  private static final class Records implements JsonRecords.Visitor {
    private final Set<String> names = new HashSet<>();
    private boolean all;
    private boolean any;

    @Override
    public void begin() {
      names.clear();
    }

    @Override
    public void text(String name, String value) {
      names.add(name);
    }

    @Override
    public void literal(String name, String literal) {
      names.add(name);
    }

    @Override
    public void nested(String name, String json) {
      // a record's own fields are plain values
    }

    @Override
    public void end(String json) {
      all = (all || !any) && names.containsAll(OF_WORKERS);
      any = true;
    }

    @Override
    public void stray(String json) {
      all = false;
      any = true;
    }
  }
}
