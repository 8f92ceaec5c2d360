package dev.logtail.model;

/**
 * Names a worker, as the REST API does. Any non-empty string, non-ASCII included; foreign text, so
 * never printed without {@code SafeText}.
 */
public record WorkerKey(String value) implements Comparable<WorkerKey> {
  public WorkerKey {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a worker key is never empty");
    }
  }

  @Override
  public int compareTo(WorkerKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
