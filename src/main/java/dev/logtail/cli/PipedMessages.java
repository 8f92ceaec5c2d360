package dev.logtail.cli;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.tool.debug.Conversation;
import dev.logtail.tool.debug.Cut;
import dev.logtail.tool.debug.PipedInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gives a conversation what is piped in: as text, or as bytes where nothing cuts it. */
final class PipedMessages implements PipedInput.Taker {
  private final Conversation session;
  private final Cut cut;
  private final Talk talk;

  /** The reading thread's. */
  private boolean warned;

  PipedMessages(Conversation session, Cut cut, Talk talk) {
    this.session = session;
    this.cut = cut;
    this.talk = talk;
  }

  @Override
  public boolean take(byte[] bytes) throws InterruptedException {
    return session.piped(
        cut == Cut.NOWHERE ? new Frame.Binary(Frame.Bytes.of(bytes)) : text(bytes));
  }

  private Frame.Text text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean doubtful = !warned && text.indexOf('\uFFFD') >= 0;
    if (doubtful && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      warned = true;
      talk.mention(
          "warning: standard input is not UTF-8, and text must be: what is not is sent as U+FFFD;"
              + " --binary sends bytes as they are");
    }
    return new Frame.Text(text);
  }
}
