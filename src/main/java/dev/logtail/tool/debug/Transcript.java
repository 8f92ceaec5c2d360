package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.WireEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a session remembers of the wire: heads, counts, and the file that frames are saved to. For
 * one thread at a time.
 */
final class Transcript {
  private final Traffic traffic;
  private Optional<WireEvent.Asked> asked = Optional.empty();
  private Optional<WireEvent.Answered> answered = Optional.empty();
  private @Nullable FrameLog log;

  Transcript(long nanos) {
    this.traffic = new Traffic(nanos);
  }

  /** Returns how long the ping took that the event answers, if it does. */
  Optional<Duration> note(Instant at, long nanos, WireEvent event) {
    if (event instanceof WireEvent.Received received) {
      return received(at, nanos, received, OptionalInt.empty());
    }
    if (event instanceof WireEvent.Sent sent) {
      sent(at, nanos, sent.frame(), OptionalInt.empty());
    } else if (event instanceof WireEvent.Asked head) {
      asked = Optional.of(head);
      answered = Optional.empty();
    } else if (event instanceof WireEvent.Answered head) {
      answered = Optional.of(head);
    } else if (event instanceof WireEvent.Opened) {
      traffic.opened(nanos);
    } else if (event instanceof WireEvent.Ended) {
      traffic.ended(nanos);
    }
    return Optional.empty();
  }

  /** The same of a frame of one of many peers. */
  Optional<Duration> received(Instant at, long nanos, WireEvent.Received event, OptionalInt peer) {
    save(at, FrameJson.Direction.RECEIVED, event.frame(), peer);
    return traffic.received(event.frame(), event.onWire(), nanos);
  }

  /** A frame goes to one of many peers, or to all of them where none is named. */
  void sent(Instant at, long nanos, Frame frame, OptionalInt peer) {
    save(at, FrameJson.Direction.SENT, frame, peer);
    traffic.sent(frame, nanos);
  }

  private void save(Instant at, FrameJson.Direction direction, Frame frame, OptionalInt peer) {
    if (log != null) {
      log.add(FrameJson.line(at, direction, frame, peer));
    }
  }

  Optional<WireEvent.Answered> answered() {
    return answered;
  }

  String headers() {
    return HeaderText.of(asked, answered);
  }

  String stats(long nanos) {
    return traffic.text(nanos);
  }

  /** What came and went, without what only one connection has. */
  String totals() {
    return traffic.totals();
  }

  String rates(long nanos) {
    return traffic.rates(nanos);
  }

  long messages() {
    return traffic.messages();
  }

  /**
   * Saves frames to {@code path} from now on, no longer to another file; returns what to tell.
   *
   * @param trouble hears of a file that can't be written any more; any thread
   */
  String saveTo(Path path, Consumer<String> trouble) throws IOException {
    FrameLog next = FrameLog.open(path, trouble);
    String before = stopSaving().map(told -> told + "\n").orElse("");
    log = next;
    return before + "frames go to " + path + " too, until :save";
  }

  /** Empty where nothing is saved. */
  Optional<String> stopSaving() {
    FrameLog saved = log;
    log = null;
    return saved == null ? Optional.empty() : Optional.of(saved.finish());
  }
}
