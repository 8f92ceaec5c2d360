package dev.logtail.pipeline.order;

import dev.logtail.model.LogEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ids of a worker's newest records, with what they named. Forgets the longest unseen first. */
final class SeenIds {
  private static final int MOST = 16_384;

  /** What an id is. */
  enum Verdict {
    NEW,
    SEEN,
    /** It was seen, but as the name of another record. */
    REUSED
  }

  private final Map<String, Fingerprint> ids = new Newest();

  /** What an earlier run has seen. */
  void recall(List<Remembered.Name> before) {
    before.forEach(name -> ids.put(name.id(), name.content()));
  }

  /** All of them but those that are {@code left}, the longest unseen first. */
  List<Remembered.Name> without(Set<String> left) {
    return ids.entrySet().stream()
        .filter(id -> !left.contains(id.getKey()))
        .map(id -> new Remembered.Name(id.getKey(), id.getValue()))
        .toList();
  }

  Verdict judge(LogEvent event) {
    Fingerprint before = ids.get(event.receipt().id().id());
    if (before == null) {
      return Verdict.NEW;
    }
    return before.equals(contentOf(event)) ? Verdict.SEEN : Verdict.REUSED;
  }

  void add(LogEvent event) {
    ids.put(event.receipt().id().id(), contentOf(event));
  }

  /** Only the message: a history may write times, levels and names in other words than a stream. */
  static Fingerprint contentOf(LogEvent event) {
    return Fingerprint.of(event.message());
  }

  private static final class Newest extends LinkedHashMap<String, Fingerprint> {
    private static final long serialVersionUID = 1;

    Newest() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Fingerprint> eldest) {
      return size() > MOST;
    }
  }
}
