package dev.logtail.tool.debug;

import dev.logtail.model.Severity;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.style.TimeText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what happens on a WebSocket as lines for people: {@code <} came, {@code >} went, {@code *}
 * is about the connection. One thread.
 *
 * <pre>
 *   14:30:25.001 * localhost is 127.0.0.1
 *   14:30:25.002 * connected to 127.0.0.1:8765
 *   14:30:25.003 * GET /ws HTTP/1.1
 *     &gt; Host: localhost:8765  Upgrade: websocket  Connection: Upgrade
 *   14:30:25.009 * 101 Switching Protocols
 *     &lt; Server: websockets  Upgrade: websocket  Connection: Upgrade
 *   14:30:25.009 * open: no subprotocol, permessage-deflate
 *   14:30:25.120 &gt; text 5 B  hello
 *   14:30:25.123 &lt; text 5 B  hello
 * </pre>
 */
final class WireFormat {
  /** What stands between time and words. */
  private static final String CAME = "<";

  private static final String WENT = ">";
  private static final String ABOUT = "*";

  private final Theme theme;
  private final TimeText time;
  private final FrameFormat frames;
  private final FrameFormat whole;
  private final ConnectionFormat connection;

  /**
   * @param verbose whether each header has a line of its own
   */
  WireFormat(Theme theme, ZoneId zone, boolean verbose) {
    this.theme = theme;
    this.time = new TimeText(TimeStyle.SHORT, zone);
    this.frames = new FrameFormat(theme, FrameFormat.Limits.USUAL);
    this.whole = new FrameFormat(theme, FrameFormat.Limits.WHOLE);
    this.connection = new ConnectionFormat(theme, zone, verbose);
  }

  /** At least one line, for a terminal of that many columns. */
  List<StyledText> lines(Happening happening, int columns) {
    return lines(happening, frames, columns);
  }

  /** Whether only the beginning of a frame is among those lines. */
  boolean cuts(WireEvent event) {
    return event instanceof WireEvent.Received received
        ? frames.cuts(received.frame())
        : event instanceof WireEvent.Sent sent && frames.cuts(sent.frame());
  }

  /** The same of the whole frame, or of so much as a terminal can bear. */
  List<StyledText> whole(Happening happening, int columns) {
    return lines(happening, whole, columns);
  }

  private List<StyledText> lines(Happening happening, FrameFormat format, int columns) {
    WireEvent event = happening.event();
    if (event instanceof WireEvent.Received received) {
      return format.lines(head(happening, received), received.frame(), columns);
    }
    if (event instanceof WireEvent.Sent sent) {
      StyledText head =
          head(happening, WENT, theme.of(Severity.DEBUG), sizes(sent.frame().opcode(), sent));
      return format.lines(head, sent.frame(), columns);
    }
    return about(happening, columns);
  }

  private StyledText head(Happening happening, WireEvent.Received received) {
    List<String> notes = new ArrayList<>();
    if (received.onWire() != received.frame().size()) {
      notes.add(Wording.bytes(received.onWire()) + " on the wire");
    }
    if (received.fragments() > 1) {
      notes.add(Wording.count(received.fragments(), "fragment"));
    }
    happening
        .context()
        .roundTrip()
        .map(Wording::span)
        .ifPresent(span -> notes.add("after " + span));
    String what = received.frame().opcode() + " " + Wording.bytes(received.frame().size());
    String remarks = notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")";
    return head(happening, CAME, theme.of(Part.FOCUS), what + remarks);
  }

  /** {@code #2 }, where there are many. */
  private static String who(Happening happening) {
    return happening.peer().isPresent() ? "#" + happening.peer().getAsInt() + " " : "";
  }

  private static String sizes(String opcode, WireEvent.Sent sent) {
    return opcode + " " + Wording.bytes(sent.frame().size());
  }

  private StyledText head(Happening happening, String mark, Style style, String what) {
    return new StyledText.Builder()
        .append(time.of(happening.at()) + " ", theme.of(Part.TIME))
        .append(mark + " " + who(happening), style)
        .append(what, theme.of(Part.NOTICE))
        .build();
  }

  private List<StyledText> about(Happening happening, int columns) {
    List<StyledText> words = connection.lines(happening, columns);
    List<StyledText> lines = new ArrayList<>(words);
    lines.set(
        0,
        new StyledText.Builder()
            .append(time.of(happening.at()) + " ", theme.of(Part.TIME))
            .append(ABOUT + " " + who(happening), theme.of(Part.NOTICE))
            .append(words.get(0))
            .build());
    return lines;
  }
}
