package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.runtime.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Does what lines ask for, and keeps people from sending to servers that never read. Called while
 * the session's lock is held.
 */
final class DebugDesk {
  private static final int LONGEST_PING = 125;

  /** Characters of a message that remind of it. */
  private static final int SHORT = 40;

  /** A log stream is one from its first records on. */
  private static final int MOST_LOOKS = 100;

  /** What a desk asks of its session. */
  interface Line {
    boolean isOpen();

    /** What becomes of a message that is given while it is not open. */
    String whileClosed();

    /**
     * Sends a message, once the connection is open.
     *
     * @param asked whether it is sent even where nothing should be
     */
    void message(Frame message, boolean asked);

    /** Sends a ping or pong on the open connection. */
    void control(Frame frame);

    void close(int code, String reason);

    void reconnect();

    void end();
  }

  private final DebugSettings.Typing typing;
  private final Line line;
  private final Transcript transcript;
  private final DebugScreen screen;
  private final Ticker ticker;
  private final ReceiveOnly receiveOnly;
  private final Set<Frame.Bytes> typedPings = new HashSet<>();
  private Optional<String> kind;
  private boolean explained;

  /** Whether lines come from a pipe, which is not told that they wait. */
  private boolean patient;

  /** Whether what is sent looks like what such servers send: an echo of it tells nothing. */
  private boolean blurred;

  private long pings;
  private int looks;
  private int looksAtSent;

  DebugDesk(DebugSettings settings, DebugParts parts, Line line, Sights sights) {
    this(settings.typing(), parts.receiveOnly(), parts.around().ticker(), line, sights);
    this.kind = receiveOnly.byAddress(settings.upgrade().url());
  }

  /** For those who read what is sent, until {@code receiveOnly} knows better. */
  DebugDesk(
      DebugSettings.Typing typing,
      ReceiveOnly receiveOnly,
      Ticker ticker,
      Line line,
      Sights sights) {
    this.typing = typing;
    this.line = line;
    this.transcript = sights.transcript();
    this.screen = sights.screen();
    this.ticker = ticker;
    this.receiveOnly = receiveOnly;
    this.kind = Optional.empty();
  }

  /** What a desk shows, and where. */
  record Sights(Transcript transcript, DebugScreen screen) {}

  /** A person's line. */
  void typed(String text) {
    try {
      perform(DebugCommands.parse(text, typing.slash()));
    } catch (DebugSyntaxException e) {
      error(String.valueOf(e.getMessage()));
    }
  }

  /** A message of a pipe. */
  void piped(Frame message) {
    try {
      DebugCommand command = DebugCommands.parsePiped(message, typing.slash());
      if (command instanceof DebugCommand.Send send && !(send.frame() instanceof Frame.Pong)) {
        patient = true;
        offer(send.frame());
      } else {
        perform(command);
      }
    } catch (DebugSyntaxException e) {
      error(String.valueOf(e.getMessage()));
    }
  }

  /** What {@code -x} names. */
  void executed(String text) {
    warnOfSending();
    message(new Frame.Text(text), true);
  }

  /** Whether nothing should be sent, as far as is known. */
  boolean isReceiveOnly() {
    return kind.isPresent();
  }

  /** So many lines waited to be sent, when the server turned out never to read. */
  void withheld(int lines) {
    if (lines > 0) {
      explained = true;
      warn(Wording.count(lines, "line") + " not sent: " + reason() + "; " + how());
    }
  }

  private void perform(DebugCommand command) {
    if (command instanceof DebugCommand.Send send) {
      send(send);
    } else if (command instanceof DebugCommand.Ping ping) {
      ping(ping.text());
    } else if (command instanceof DebugCommand.Close close) {
      close(close);
    } else if (command instanceof DebugCommand.SendFile file) {
      sendFile(file.file());
    } else if (command instanceof DebugCommand.Save save) {
      save(save.file());
    } else if (command instanceof DebugCommand.More more) {
      more(more.file());
    } else if (command instanceof DebugCommand.Reconnect) {
      line.reconnect();
    } else if (command instanceof DebugCommand.Quit) {
      line.end();
    } else {
      show(command);
    }
  }

  private void show(DebugCommand command) {
    if (command instanceof DebugCommand.Headers) {
      plain(transcript.headers());
    } else if (command instanceof DebugCommand.Rate) {
      plain(transcript.rates(ticker.nanos()));
    } else if (command instanceof DebugCommand.Pause) {
      plain(screen.pause());
    } else if (command instanceof DebugCommand.Stats) {
      plain(transcript.stats(ticker.nanos()));
    } else {
      plain(DebugCommands.help(typing.slash()));
    }
  }

  private void send(DebugCommand.Send send) {
    if (send.frame() instanceof Frame.Pong pong) {
      control(pong, pong.payload());
    } else if (send.asked()) {
      warnOfSending();
      message(send.frame(), true);
    } else {
      offer(send.frame());
    }
  }

  private String how() {
    return (patient ? "--send-anyway sends" : ":text TEXT sends TEXT") + " all the same";
  }

  private void offer(Frame message) {
    if (kind.isEmpty()) {
      message(message, false);
    } else if (typing.sendAnyway()) {
      if (!explained) {
        warnOfSending();
      }
      message(message, true);
    } else {
      warn("not sent" + (explained ? "" : ": " + reason()) + "; " + how());
      explained = true;
    }
  }

  private void warnOfSending() {
    if (kind.isPresent()) {
      warn((explained ? "" : reason() + "; ") + "sent all the same");
      explained = true;
    }
  }

  private String reason() {
    return "this is a "
        + kind.orElse("one-way")
        + " stream: such servers never read, and close (1011) after some sixty messages";
  }

  private void message(Frame message, boolean asked) {
    if (!line.isOpen() && !patient) {
      plain(line.whileClosed() + beginning(message));
    }
    if (message instanceof Frame.Text text && looksAtSent < MOST_LOOKS) {
      looksAtSent++;
      blurred = blurred || recognised(text).isPresent();
    }
    line.message(message, asked);
  }

  private static String beginning(Frame message) {
    String words = message instanceof Frame.Text text ? text.text() : "";
    String first = words.lines().findFirst().orElse("");
    String cut = first.length() > SHORT ? first.substring(0, SHORT) : first;
    return first.isEmpty() ? "" : ": " + cut + (cut.length() < words.length() ? "…" : "");
  }

  private void ping(Optional<String> text) {
    Frame.Bytes payload = Frame.Bytes.of(text.orElseGet(() -> "logtail-" + ++pings));
    if (control(new Frame.Ping(payload), payload)) {
      typedPings.add(payload);
    }
  }

  private boolean control(Frame frame, Frame.Bytes payload) {
    if (payload.length() > LONGEST_PING) {
      error("not sent: a " + frame.opcode() + " carries 125 bytes at most, not " + frame.size());
      return false;
    }
    if (!line.isOpen()) {
      error("not sent: not connected");
      return false;
    }
    line.control(frame);
    return true;
  }

  private void close(DebugCommand.Close close) {
    if (line.isOpen()) {
      line.close(close.code(), close.reason());
    } else {
      error("not connected; :quit leaves");
    }
  }

  private void sendFile(Path file) {
    try {
      Frame message = FrameFile.read(file);
      warnOfSending();
      message(message, true);
    } catch (IOException e) {
      error("not sent: " + FrameFile.trouble(file, e));
    }
  }

  private void more(Optional<Path> file) {
    Optional<Frame> cut = screen.cut();
    if (cut.isEmpty()) {
      plain("no message was cut");
    } else if (file.isEmpty()) {
      screen.showCut();
    } else {
      write(cut.get(), file.get());
    }
  }

  private void write(Frame message, Path file) {
    try {
      FrameFile.write(message, file);
      plain(Wording.bytes(message.size()) + " in " + file);
    } catch (IOException e) {
      error("not written: " + FrameFile.trouble(file, e));
    }
  }

  private void save(Optional<Path> file) {
    if (file.isEmpty()) {
      plain(transcript.stopSaving().orElse("nothing is saved; :save FILE begins"));
      return;
    }
    try {
      plain(transcript.saveTo(file.get(), this::error));
    } catch (IOException e) {
      error("not saved: " + FrameFile.trouble(file.get(), e));
    }
  }

  /**
   * A frame came.
   *
   * @param trip how long the ping took that it answers
   */
  void received(Frame frame, Optional<Duration> trip) {
    if (frame instanceof Frame.Text text && kind.isEmpty() && !blurred && looks < MOST_LOOKS) {
      looks++;
      kind = recognised(text);
    }
    if (frame instanceof Frame.Pong pong && typedPings.remove(pong.payload())) {
      trip.ifPresent(took -> plain("pong after " + RoundTrips.millis(took)));
    }
  }

  private Optional<String> recognised(Frame.Text message) {
    return receiveOnly.byMessage(message.text());
  }

  private void plain(String text) {
    screen.say(DebugScreen.Tone.PLAIN, text);
  }

  private void warn(String text) {
    screen.say(DebugScreen.Tone.WARNING, text);
  }

  private void error(String text) {
    screen.say(DebugScreen.Tone.ERROR, text);
  }
}
