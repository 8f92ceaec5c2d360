package dev.logtail.tool.debug;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.StreamEnd;
import dev.logtail.pipeline.transport.Upgrade;
import dev.logtail.pipeline.transport.WireConnection;
import dev.logtail.pipeline.transport.WireDialler;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.pipeline.transport.WireListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Dials nothing: the test plays the other side of each connection. */
final class FakeDialler implements WireDialler {
  final List<Dialled> dialled = new ArrayList<>();

  /** A connection as the test sees it. */
  static final class Dialled implements WireConnection {
    final Upgrade upgrade;
    final List<Frame> sent = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    private final WireListener told;
    private boolean open;
    boolean takesNothing;

    /** Takes what it is given, and begins to send no more of it than that. */
    int most = Integer.MAX_VALUE;

    Dialled(Upgrade upgrade, WireListener told) {
      this.upgrade = upgrade;
      this.told = told;
    }

    void opens() {
      open = true;
      told.happened(new WireEvent.Opened(Optional.empty(), List.of()));
    }

    void receives(Frame frame) {
      told.happened(new WireEvent.Received(frame, frame.size(), 1));
    }

    /** As the thread that reads does before it reads on. */
    void awaitsRoom() {
      told.lull();
      told.awaitRoom();
    }

    void answers(int status, String body, WireEvent.Header... headers) {
      told.happened(new WireEvent.Asked(upgrade.url(), "GET / HTTP/1.1", List.of()));
      told.happened(new WireEvent.Answered(status, "", List.of(headers), body));
    }

    void ends(WireEvent.Closer by, int code, StreamFailure.Kind kind, StreamEnd.Retry retry) {
      open = false;
      StreamFailure failure = new StreamFailure(kind, "ended " + code);
      told.happened(
          new WireEvent.Ended(by, code, "", new StreamEnd(failure, retry, Duration.ZERO)));
    }

    /** By the server, in good order. */
    void ends() {
      ends(WireEvent.Closer.SERVER, 1000, StreamFailure.Kind.NONE, StreamEnd.Retry.ALWAYS);
    }

    /** As the server agrees to our close. */
    void agrees() {
      ends(WireEvent.Closer.US, 1000, StreamFailure.Kind.NONE, StreamEnd.Retry.ALWAYS);
    }

    @Override
    public boolean send(Frame frame) {
      if (!open || takesNothing) {
        return false;
      }
      if (sent.size() < most) {
        sent.add(frame);
        told.happened(new WireEvent.Sent(frame));
      }
      return true;
    }

    @Override
    public long waiting() {
      return 0;
    }

    @Override
    public void close(int code, String reason) {
      if (code == 1005) {
        throw new IllegalArgumentException("1005 must not be sent");
      }
      log.add("close " + code + " " + reason);
    }

    @Override
    public void cut() {
      log.add("cut");
    }
  }

  @Override
  public WireConnection dial(Upgrade upgrade, WireListener told) {
    Dialled made = new Dialled(upgrade, told);
    dialled.add(made);
    return made;
  }

  Dialled last() {
    return dialled.get(dialled.size() - 1);
  }
}
