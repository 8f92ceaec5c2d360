package dev.logtail.cli;

import dev.logtail.tool.debug.PipeScreen;
import java.util.function.Supplier;

/** What a debug session has to say beside its pipe, on standard error. */
record DebugWords(Talk talk) implements PipeScreen.Words {
  @Override
  public void detail(String line) {
    talk.tell(line);
  }

  @Override
  public void frame(Supplier<String> line) {
    talk.frame(line);
  }

  @Override
  public void plain(String line) {
    talk.say(line);
  }

  @Override
  public void warning(String line) {
    talk.mention("warning: " + line);
  }

  @Override
  public void error(String line) {
    talk.insist(line);
  }
}
