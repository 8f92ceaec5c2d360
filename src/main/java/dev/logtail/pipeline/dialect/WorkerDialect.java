package dev.logtail.pipeline.dialect;

import dev.logtail.model.WorkerKey;
import java.time.ZoneId;
import java.util.List;

/**
 * A strategy worker's stream: one JSON object a record, or an array of them; a ring of old records
 * first; nothing is ever sent.
 *
 * <pre>
 *   {"timestamp":"2026-02-01T14:30:25.123456","level":"INFO","message":"Bar processed: #1234",
 *    "logger_name":"VnpyWorker[002050.SZ]","module":"vnpy_adapter","func_name":"run","line_no":95}
 * </pre>
 */
public final class WorkerDialect implements Dialect {
  private final ZoneId serverZone;

  /**
   * @param serverZone the zone of stamps that name none
   */
  public WorkerDialect(ZoneId serverZone) {
    this.serverZone = serverZone;
  }

  @Override
  public String name() {
    return "worker";
  }

  @Override
  public List<String> hello() {
    return List.of();
  }

  @Override
  public Decoder decoderFor(WorkerKey worker) {
    return new WorkerDecoder(worker, new StampReader(serverZone));
  }
}
