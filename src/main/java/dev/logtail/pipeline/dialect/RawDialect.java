package dev.logtail.pipeline.dialect;

import dev.logtail.model.WorkerKey;
import java.time.ZoneId;
import java.util.List;

/**
 * A child process's output, one line a frame, its newline included. The program behind it is not
 * known, so whatever shape of log line is recognised is read, and all else is a line.
 */
public final class RawDialect implements Dialect {
  private final ZoneId serverZone;

  /**
   * @param serverZone the zone of times that name none
   */
  public RawDialect(ZoneId serverZone) {
    this.serverZone = serverZone;
  }

  @Override
  public String name() {
    return "raw";
  }

  @Override
  public List<String> hello() {
    return List.of();
  }

  @Override
  public Decoder decoderFor(WorkerKey worker) {
    return new RawDecoder(worker, serverZone);
  }
}
