package dev.logtail.cli;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.StreamEnd;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.server.PeerEvent;
import dev.logtail.server.PeerFrame;
import dev.logtail.server.PeerServer;
import dev.logtail.server.PeerState;
import dev.logtail.tool.debug.Audience;
import dev.logtail.tool.debug.ListenSession;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The peers of a {@link PeerServer}, in the words of a debug session. */
record PeerAudience(PeerServer server) implements Audience {
  /** Long enough for a slow peer to be found out. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public URI url() {
    return server.url();
  }

  @Override
  public int send(Frame frame) {
    return server.send(framed(frame));
  }

  @Override
  public boolean send(int peer, Frame frame) {
    return server.send(peer, framed(frame));
  }

  @Override
  public int close(int code, String reason) {
    return server.closeAll(code, reason);
  }

  @Override
  public boolean close(int peer, int code, String reason) {
    return server.close(peer, code, reason);
  }

  @Override
  public List<Peer> present() {
    return server.peers().stream().map(PeerAudience::peer).toList();
  }

  @Override
  public long waiting() {
    return server.waiting();
  }

  @Override
  public void end(int code, String reason) throws InterruptedException {
    server.end(code, reason, PATIENCE);
  }

  @Override
  public void cut() {
    server.cut();
  }

  private static Peer peer(PeerState state) {
    return new Peer(
        state.number(),
        state.from(),
        state.received(),
        state.sent(),
        state.waiting(),
        state.missed());
  }

  /** What a server is to tell, so that {@code session} hears it. */
  static Consumer<PeerEvent> teller(ListenSession session) {
    return event -> tell(session, event);
  }

  private static void tell(ListenSession session, PeerEvent event) {
    if (event instanceof PeerEvent.Came came) {
      came(session, came);
    } else if (event instanceof PeerEvent.Received received) {
      Frame frame = frame(received.frame());
      session.happened(received.peer(), new WireEvent.Received(frame, received.onWire(), 1));
    } else if (event instanceof PeerEvent.Ponged ponged) {
      session.happened(ponged.peer(), new WireEvent.Sent(frame(ponged.pong())));
    } else if (event instanceof PeerEvent.Missed missed) {
      session.missed(missed.peer(), missed.messages());
    } else if (event instanceof PeerEvent.Left left) {
      session.happened(left.peer(), ended(left));
    } else if (event instanceof PeerEvent.Refused refused) {
      session.refused(refused.from(), refused.status(), refused.why());
    }
  }

  private static void came(ListenSession session, PeerEvent.Came came) {
    PeerEvent.Arrival arrival = came.arrival();
    List<WireEvent.Header> headers =
        arrival.headers().stream()
            .map(header -> new WireEvent.Header(header.name(), header.value()))
            .toList();
    session.happened(came.peer(), new WireEvent.Connected(arrival.from(), Optional.empty()));
    session.happened(came.peer(), new WireEvent.Asked(URI.create("ws:/"), arrival.line(), headers));
    session.happened(
        came.peer(), new WireEvent.Opened(arrival.subprotocol(), arrival.extensions()));
  }

  private static WireEvent.Ended ended(PeerEvent.Left left) {
    WireEvent.Closer by =
        switch (left.by()) {
          case PEER -> WireEvent.Closer.SERVER;
          case US -> WireEvent.Closer.US;
          case RULES -> WireEvent.Closer.RULES;
          case NETWORK -> WireEvent.Closer.NETWORK;
        };
    StreamFailure failure = new StreamFailure(StreamFailure.Kind.NONE, left.reason());
    return new WireEvent.Ended(
        by,
        left.code(),
        left.reason(),
        new StreamEnd(failure, StreamEnd.Retry.NEVER, Duration.ZERO));
  }

  private static PeerFrame framed(Frame frame) {
    if (frame instanceof Frame.Text text) {
      return PeerFrame.text(text.text());
    }
    if (frame instanceof Frame.Binary binary) {
      return PeerFrame.of(PeerFrame.Kind.BINARY, binary.payload().toArray());
    }
    if (frame instanceof Frame.Ping ping) {
      return PeerFrame.of(PeerFrame.Kind.PING, ping.payload().toArray());
    }
    if (frame instanceof Frame.Pong pong) {
      return PeerFrame.of(PeerFrame.Kind.PONG, pong.payload().toArray());
    }
    throw new IllegalArgumentException("a close is not sent as a frame");
  }

  private static Frame frame(PeerFrame frame) {
    return switch (frame.kind()) {
      case TEXT -> new Frame.Text(frame.text());
      case BINARY -> new Frame.Binary(Frame.Bytes.of(frame.bytes()));
      case PING -> new Frame.Ping(Frame.Bytes.of(frame.bytes()));
      case PONG -> new Frame.Pong(Frame.Bytes.of(frame.bytes()));
    };
  }
}
