package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.Obstacle;
import dev.logtail.pipeline.transport.StreamEnd;
import dev.logtail.pipeline.transport.Upgrade;
import dev.logtail.pipeline.transport.WireConnection;
import dev.logtail.pipeline.transport.WireDialler;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.pipeline.transport.WireListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connections whose other side is the test. */
final class FakeDialler implements WireDialler {
  /** One that was dialled; writes down what is done with it. */
  static final class Wire implements WireConnection {
    final Upgrade upgrade;
    final List<Frame> sent = new ArrayList<>();
    final List<String> ends = new ArrayList<>();
    private final WireListener told;

    private Wire(Upgrade upgrade, WireListener told) {
      this.upgrade = upgrade;
      this.told = told;
    }

    void tell(WireEvent event) {
      told.happened(event);
    }

    void connect() {
      InetAddress here = InetAddress.getLoopbackAddress();
      tell(new WireEvent.Resolved("127.0.0.1", List.of(here)));
      tell(new WireEvent.Connected(new InetSocketAddress(here, 8080), Optional.empty()));
    }

    void ask() {
      connect();
      tell(new WireEvent.Asked(upgrade.url(), "GET / HTTP/1.1", List.of()));
    }

    void open() {
      ask();
      tell(new WireEvent.Answered(101, "Switching Protocols", List.of(), ""));
      tell(new WireEvent.Opened(Optional.empty(), List.of("permessage-deflate")));
    }

    void text(String text) {
      receive(new Frame.Text(text));
    }

    void receive(Frame frame) {
      tell(new WireEvent.Received(frame, frame.size(), 1));
    }

    /** Answers the ping that was sent last. */
    void pong() {
      if (sent.get(sent.size() - 1) instanceof Frame.Ping ping) {
        receive(new Frame.Pong(ping.payload()));
      }
    }

    /** The server closes it. */
    void close(int code) {
      tell(
          new WireEvent.Ended(
              WireEvent.Closer.SERVER,
              code,
              "",
              new StreamEnd(StreamFailure.NONE, StreamEnd.Retry.ALWAYS, Duration.ZERO)));
    }

    void fail(Obstacle.Kind kind, String about) {
      StreamFailure failure = new StreamFailure(StreamFailure.Kind.UNREACHABLE, about);
      Obstacle obstacle = new Obstacle(kind, List.of(about), Optional.empty());
      tell(
          new WireEvent.Ended(
              WireEvent.Closer.NOBODY,
              0,
              "",
              new StreamEnd(failure, StreamEnd.Retry.FEW, Duration.ZERO, obstacle)));
    }

    @Override
    public boolean send(Frame frame) {
      sent.add(frame);
      return true;
    }

    @Override
    public long waiting() {
      return 0;
    }

    @Override
    public void close(int code, String reason) {
      ends.add("close " + code);
    }

    @Override
    public void cut() {
      ends.add("cut");
    }
  }

  final List<Wire> wires = new ArrayList<>();

  @Override
  public WireConnection dial(Upgrade upgrade, WireListener told) {
    wires.add(new Wire(upgrade, told));
    return wires.get(wires.size() - 1);
  }
}
