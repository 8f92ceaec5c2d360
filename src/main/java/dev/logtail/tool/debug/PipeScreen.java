package dev.logtail.tool.debug;

import dev.logtail.model.ShownAddress;
import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.proxy.ProxyStage;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.WireEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A session in a pipe: received messages go to one side, a line each, and words for people to the
 * other.
 */
public final class PipeScreen implements DebugScreen {
  private static final int UPGRADED = 101;

  /** Where words go. Each takes one line, foreign text not yet made safe. */
  public interface Words {
    /** What nobody needs where all goes well. */
    void detail(String line);

    /** What came or went: there may be very many. */
    void frame(Supplier<String> line);

    void plain(String line);

    void warning(String line);

    void error(String line);
  }

  /** Where messages go. */
  public interface Pipe {
    /** Takes them one after the other; must not wait. */
    void give(byte[] message);

    /** They should be written now. */
    void flush();

    /** Waits until few enough wait to be written. */
    void awaitRoom();
  }

  private final PipeFormat format;
  private final boolean control;
  private final Pipe pipe;
  private final Words words;
  private final PeerWords peers;

  /** Called under the session's lock, as all of this: the last answer that was no WebSocket. */
  private Optional<WireEvent.Answered> refusal = Optional.empty();

  /**
   * @param control whether pings and pongs are told
   */
  public PipeScreen(PipeFormat format, boolean control, Pipe pipe, Words words) {
    this.format = format;
    this.control = control;
    this.pipe = pipe;
    this.words = words;
    this.peers = new PeerWords(words);
  }

  @Override
  public void happened(Instant at, WireEvent event) {
    if (event instanceof WireEvent.Received received) {
      received(at, received.frame(), OptionalInt.empty());
    } else if (event instanceof WireEvent.Answered answer) {
      refusal = Optional.of(answer).filter(came -> came.status() != UPGRADED);
      words.detail("< " + HeaderText.status(answer));
      answer.headers().forEach(header -> words.detail("< " + HeaderText.line(header)));
    } else if (event instanceof WireEvent.Ended ended) {
      ended(ended);
    } else {
      detail(event);
    }
  }

  @Override
  public void happened(Instant at, int peer, WireEvent event) {
    if (event instanceof WireEvent.Received received) {
      received(at, received.frame(), OptionalInt.of(peer));
      pipe.flush();
    } else {
      peers.tell(peer, event);
    }
  }

  @Override
  public void lull() {
    pipe.flush();
  }

  @Override
  public void awaitRoom() {
    pipe.awaitRoom();
  }

  private void received(Instant at, Frame frame, OptionalInt peer) {
    words.frame(() -> "received " + frame.opcode() + ", " + frame.size() + " bytes");
    if (frame instanceof Frame.Text || frame instanceof Frame.Binary) {
      pipe.give(format.line(at, frame, peer));
    } else if (control && !(frame instanceof Frame.Close)) {
      control(at, frame, peer);
    }
  }

  private void control(Instant at, Frame frame, OptionalInt peer) {
    if (format.json()) {
      pipe.give(format.line(at, frame, peer));
    } else if (frame instanceof Frame.Ping ping) {
      words.plain("received ping: " + quoted(ping.payload()));
    } else if (frame instanceof Frame.Pong pong) {
      words.plain("received pong: " + quoted(pong.payload()));
    }
  }

  private static String quoted(Frame.Bytes payload) {
    return "'" + payload.text() + "'";
  }

  private void ended(WireEvent.Ended end) {
    if (end.by() == WireEvent.Closer.NOBODY) {
      refusal.ifPresent(this::refused);
    } else {
      String reason = end.reason().isEmpty() ? "" : " '" + end.reason() + "'";
      words.detail("closed by " + by(end.by()) + ": " + end.code() + reason);
    }
    refusal = Optional.empty();
  }

  private void refused(WireEvent.Answered answer) {
    words.plain(HeaderText.status(answer));
    answer.headers().forEach(header -> words.plain("  " + HeaderText.line(header)));
    Refusals.beginning(answer.body()).lines().forEach(line -> words.plain("  | " + line));
  }

  private static String by(WireEvent.Closer closer) {
    return switch (closer) {
      case SERVER -> "the server";
      case US -> "us";
      case RULES -> "us, for what the server sent";
      case NETWORK -> "the network";
      case NOBODY -> "nobody";
    };
  }

  private static String certificate(ShownCertificates shown) {
    return "certificate of "
        + shown.own().getSubjectX500Principal()
        + ", valid until "
        + shown.expires();
  }

  private static String agreed(WireEvent.Opened opened) {
    String extensions =
        opened.extensions().isEmpty()
            ? ""
            : ", extensions " + String.join("; ", opened.extensions());
    return "open"
        + opened.subprotocol().map(name -> ", subprotocol " + name).orElse("")
        + extensions;
  }

  private void detail(WireEvent event) {
    if (event instanceof WireEvent.Resolved name) {
      words.detail(
          name.host()
              + " is "
              + name.addresses().stream().map(ShownAddress::of).collect(Collectors.joining(", ")));
    } else if (event instanceof WireEvent.Connected connected) {
      words.detail(
          "connected to "
              + ShownAddress.of(connected.peer().getAddress())
              + " port "
              + connected.peer().getPort()
              + connected.proxy().map(proxy -> ", the proxy " + proxy).orElse(""));
    } else if (event instanceof WireEvent.ProxyShown shown) {
      words.detail("the proxy's " + certificate(shown.certificates()));
    } else if (event instanceof WireEvent.ProxySecured secured) {
      words.detail("with the proxy " + secured.version() + ", " + secured.cipher());
    } else if (event instanceof WireEvent.ProxyAt entered) {
      if (entered.stage() == ProxyStage.OPEN) {
        words.detail("the proxy leads to the server");
      }
    } else if (event instanceof WireEvent.Shown shown) {
      words.detail(certificate(shown.certificates()));
    } else if (event instanceof WireEvent.Secured secured) {
      words.detail(secured.version() + ", " + secured.cipher());
    } else if (event instanceof WireEvent.Asked asked) {
      words.detail("> " + asked.line());
      asked.headers().forEach(header -> words.detail("> " + HeaderText.line(header)));
    } else if (event instanceof WireEvent.Opened opened) {
      words.detail(agreed(opened));
    } else if (event instanceof WireEvent.Sent sent) {
      words.frame(() -> "sent " + sent.frame().opcode() + ", " + sent.frame().size() + " bytes");
    }
  }

  @Override
  public void say(Tone tone, String text) {
    text.lines()
        .forEach(
            line -> {
              switch (tone) {
                case PLAIN -> words.plain(line);
                case WARNING -> words.warning(line);
                case ERROR -> words.error(line);
              }
            });
  }
}
