package dev.logtail.tool.debug.prompt;

import dev.logtail.tool.debug.DebugCommands;
import dev.logtail.view.terminal.PromptTerminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.InfoCmp.Capability;

/**
 * JLine's editor of lines, where it has to behave as people who type frames expect: what is typed
 * is taken as it is, pasted lines are lines, Ctrl-Z gives the terminal back as it was.
 *
 * <p>Pasted lines come one by one: the first from {@code readLine}, then {@link #takePasted}; what
 * has no end yet is {@link #takeRest}.
 */
final class PromptReader extends LineReaderImpl {
  private final PromptTerminal borrowed;

  /** Reading thread only. */
  private final List<String> pasted = new ArrayList<>();

  private String rest = "";

  /** While Ctrl-Z has stopped the program; guarded by the lock of JLine's reader. */
  private volatile boolean suspending;

  PromptReader(PromptTerminal borrowed, List<DebugCommands.Word> commands) throws IOException {
    super(borrowed.terminal(), "logtail");
    this.borrowed = borrowed;
    setParser(new CommandCompleter.Words());
    setCompleter(new CommandCompleter(commands));
    option(Option.DISABLE_EVENT_EXPANSION, true);
    option(Option.ERASE_LINE_ON_FINISH, true);
    option(Option.HISTORY_IGNORE_SPACE, true);
    option(Option.HISTORY_REDUCE_BLANKS, false);
    option(Option.AUTO_REMOVE_SLASH, false);
    bind("logtail-interrupt", 'C', this::interrupt);
    bind("logtail-suspend", 'Z', this::suspend);
    widgets.put(CALLBACK_INIT, this::keysOnly);
  }

  private void bind(String name, char key, Widget widget) {
    widgets.put(name, widget);
    Objects.requireNonNull(keyMaps.get(MAIN)).bind(new Reference(name), KeyMap.ctrl(key));
  }

  /** Ctrl-C and Ctrl-Z come in their order among the other keys, and lose none of them. */
  private boolean keysOnly() {
    Attributes settings = terminal.getAttributes();
    settings.setLocalFlag(LocalFlag.ISIG, false);
    terminal.setAttributes(settings);
    return true;
  }

  private boolean interrupt() {
    state = State.INTERRUPT;
    return true;
  }

  /** Whole lines that were pasted behind the one that was read last. */
  List<String> takePasted() {
    List<String> taken = List.copyOf(pasted);
    pasted.clear();
    return taken;
  }

  /** What was pasted behind the last line's end. */
  String takeRest() {
    String taken = rest;
    rest = "";
    return taken;
  }

  @Override
  public boolean beginPaste() {
    String text = doReadStringUntil(BRACKETED_PASTE_END);
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\r\n|\r|\n", -1)));
    if (lines.size() == 1) {
      buf.write(text);
      return true;
    }
    rest = lines.remove(lines.size() - 1) + buf.substring(buf.cursor());
    buf.write(lines.remove(0));
    while (buf.cursor() < buf.length()) {
      buf.delete();
    }
    pasted.addAll(lines);
    return acceptLine();
  }

  /** Returns when the program goes on. */
  boolean suspend() {
    lock.lock();
    try {
      suspending = true;
      leave();
      borrowed.suspend();
      enter();
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      suspending = false;
      lock.unlock();
    }
  }

  private void leave() {
    if (reading) {
      display.update(List.of(), 0);
      terminal.writer().write(BRACKETED_PASTE_OFF);
      terminal.puts(Capability.keypad_local);
      terminal.flush();
    }
  }

  private void enter() {
    if (reading) {
      keysOnly();
      size.copy(terminal.getBufferSize());
      display.resize(size.getRows(), size.getColumns());
      terminal.puts(Capability.keypad_xmit);
      terminal.writer().write(BRACKETED_PASTE_ON);
      redrawLine();
      redisplay();
      terminal.flush();
    }
  }

  /**
   * A new size must not come between what another thread is printing. SIGCONT may come after our
   * own Ctrl-Z, or after somebody else stopped the program.
   */
  @Override
  protected synchronized void handleSignal(Signal signal) {
    boolean ours = suspending;
    if (signal == Signal.CONT) {
      borrowed.woken();
    }
    lock.lock();
    try {
      if (signal != Signal.CONT) {
        super.handleSignal(signal);
      } else if (!ours) {
        terminal.enterRawMode();
        enter();
      }
    } finally {
      lock.unlock();
    }
  }
}
