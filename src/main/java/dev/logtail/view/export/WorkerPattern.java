package dev.logtail.view.export;

/**
 * The names of files of which each worker has its own: {@code {worker}.csv.gz}.
 *
 * @param text a file's name, without folders
 */
public record WorkerPattern(String text) {
  /** What stands for a worker in it. */
  public static final String WORKER = "{worker}";

  public WorkerPattern {
    if (!text.contains(WORKER)) {
      throw new IllegalArgumentException("a pattern must hold " + WORKER);
    }
  }

  String name(String worker) {
    return text.replace(WORKER, worker);
  }

  Compression compression() {
    return Compression.of(text);
  }
}
