package dev.logtail.tool.debug.prompt;

import java.io.IOException;
import java.util.function.Consumer;

/** Where a person types lines, and sees above what happens meanwhile. */
interface Prompt extends AutoCloseable {
  /**
   * Tells {@code person} what is typed, until this is closed or the keyboard is gone.
   *
   * @param warnings told what does not work as usual; by any thread
   */
  void read(PromptListener person, Consumer<String> warnings);

  /**
   * Shows rows, each ending with a line break; once the terminal was given back they go nowhere.
   * Any thread; may block while the terminal does.
   */
  void above(String rows);

  /** Whether what was typed stays to be seen. */
  boolean keepsLines();

  /** How many cells a row has. */
  int columns();

  /** Puts the terminal back as it was; reading ends. Any thread. */
  @Override
  void close() throws IOException;
}
