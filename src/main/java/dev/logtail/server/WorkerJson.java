package dev.logtail.server;

import dev.logtail.wire.JsonText;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Writes the bodies of the REST API. */
final class WorkerJson {
  private static final String ENGINE = "vnpy";

  private WorkerJson() {}

  /** {@code {"total_workers":1,"active_configs":1,"workers":{KEY:{…}}}}. */
  static String workers(List<WorkerReport> reports) {
    StringBuilder out = new StringBuilder();
    counts(out.append('{'), reports.size());
    out.append(",\"workers\":{");
    String separator = "";
    for (WorkerReport report : reports) {
      JsonText.quote(out.append(separator), report.key());
      worker(out.append(':'), report);
      separator = ",";
    }
    return out.append("}}").toString();
  }

  /** {@code {"alive":true,"stats":{…},"log_stream_url":"ws://…"}}. */
  static String worker(WorkerReport report) {
    StringBuilder out = new StringBuilder();
    worker(out, report);
    return out.toString();
  }

  /** {@code {"worker_key":KEY,"log_stream_url":URL}}. */
  static String console(WorkerReport report) {
    StringBuilder out = new StringBuilder("{");
    text(out, "worker_key", report.key());
    streamUrl(out.append(','), report.streamUrl());
    return out.append('}').toString();
  }

  /** {@code {"total_workers":1,"active_configs":1,"worker_keys":[KEY]}}. */
  static String status(List<WorkerReport> reports) {
    StringBuilder out = new StringBuilder();
    counts(out.append('{'), reports.size());
    out.append(",\"worker_keys\":[");
    String separator = "";
    for (WorkerReport report : reports) {
      JsonText.quote(out.append(separator), report.key());
      separator = ",";
    }
    return out.append("]}").toString();
  }

  private static void counts(StringBuilder out, int workers) {
    out.append("\"total_workers\":").append(workers);
    out.append(",\"active_configs\":").append(workers);
  }

  private static void worker(StringBuilder out, WorkerReport report) {
    out.append("{\"alive\":").append(report.alive()).append(",\"stats\":{");
    WorkerReport.Stats stats = report.stats();
    text(out, "symbol", stats.symbol());
    text(out.append(','), "strategy", stats.strategy());
    text(out.append(','), "engine", ENGINE);
    text(out.append(','), "state", stats.state());
    out.append(",\"position\":").append(stats.position());
    out.append(",\"bars_processed\":").append(stats.barsProcessed());
    stats.entryPrice().ifPresent(price -> out.append(",\"entry_price\":").append(price));
    streamUrl(out.append("},"), report.streamUrl());
    out.append('}');
  }

  private static void streamUrl(StringBuilder out, Optional<URI> url) {
    out.append("\"log_stream_url\":");
    url.ifPresentOrElse(
        present -> JsonText.quote(out, present.toString()), () -> out.append("null"));
  }

  private static void text(StringBuilder out, String name, String value) {
    out.append('"').append(name).append("\":");
    JsonText.quote(out, value);
  }
}
