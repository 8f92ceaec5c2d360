package dev.logtail.pipeline.dialect;

import dev.logtail.model.LogEvent;
import dev.logtail.model.RawFrame;
import dev.logtail.model.ResumeRule;
import dev.logtail.model.Sink;
import dev.logtail.model.WorkerKey;
import java.util.List;

/** What one kind of log system says and must be told. */
public interface Dialect {
  /** Turns one stream's frames into events. Used by one thread. */
  interface Decoder {
    /**
     * Hands every event of {@code frame} to {@code out}, in order; never throws for anything a
     * server can send.
     */
    void decode(RawFrame frame, Sink<LogEvent> out);

    /** By what the stream can be taken up again; to be asked when its first event is out. */
    ResumeRule resumeRule();
  }

  /** The word that names it on the command line. */
  String name();

  /** What to send after each handshake; empty where a server must never be sent anything. */
  List<String> hello();

  Decoder decoderFor(WorkerKey worker);
}
