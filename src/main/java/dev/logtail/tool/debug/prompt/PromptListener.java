package dev.logtail.tool.debug.prompt;

/** Hears what a person does at a prompt, on the thread that reads the keyboard. */
public interface PromptListener {
  /** A line without its end. */
  void typed(String line);

  /** Ctrl-D on an empty line, or the keyboard is gone: nothing more will be typed. */
  void ended();

  /** Ctrl-C on an empty line. May come again, and from a thread of its own. */
  void interrupted();
}
