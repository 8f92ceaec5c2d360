package dev.logtail.pipeline.dialect;

import dev.logtail.model.LogEvent;
import dev.logtail.model.RawFrame;
import dev.logtail.model.ResumeRule;
import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Tells by a stream's first frame what it is: a worker's where that is a JSON object or an array of
 * them, else raw lines.
 */
public final class AutoDialect implements Dialect {
  private final WorkerDialect worker;
  private final RawDialect raw;

  /**
   * @param serverZone the zone of stamps that name none
   */
  public AutoDialect(ZoneId serverZone) {
    worker = new WorkerDialect(serverZone);
    raw = new RawDialect(serverZone);
  }

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public List<String> hello() {
    return List.of();
  }

  @Override
  public Decoder decoderFor(WorkerKey key) {
    return new Choosing(key);
  }

  private Dialect dialectOf(String frame) {
    String text = frame.strip();
    boolean object = text.startsWith("{");
    boolean array = text.startsWith("[{") || text.equals("[]");
    return object || array ? worker : raw;
  }

  private final class Choosing implements Decoder {
    private final WorkerKey key;
    private Optional<Decoder> chosen = Optional.empty();

    Choosing(WorkerKey key) {
      this.key = key;
    }

    @Override
    public void decode(RawFrame frame, Sink<LogEvent> out) {
      if (chosen.isEmpty()) {
        chosen = Optional.of(dialectOf(frame.text()).decoderFor(key));
      }
      chosen.get().decode(frame, out);
    }

    @Override
    public ResumeRule resumeRule() {
      return chosen.map(Decoder::resumeRule).orElse(ResumeRule.OVERLAPPING_TEXT);
    }
  }
}
