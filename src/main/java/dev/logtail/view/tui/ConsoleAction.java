package dev.logtail.view.tui;

import dev.logtail.pipeline.store.Renumbering;
import dev.logtail.view.terminal.ScreenSize;

/** Everything that can happen to the console: what a key asks for, and what comes from outside. */
public sealed interface ConsoleAction {
  /** A way to move in the log, or in whatever has the focus. */
  enum Motion {
    LINE_DOWN,
    LINE_UP,
    PAGE_DOWN,
    PAGE_UP,
    HALF_DOWN,
    HALF_UP,
    TOP,
    BOTTOM,
    LEFT,
    RIGHT;

    boolean isUpward() {
      return this == LINE_UP || this == PAGE_UP || this == HALF_UP || this == TOP;
    }
  }

  /** Something that is on or off, or goes round a few values. */
  enum Switch {
    FOLLOW,
    FREEZE,
    WORKER_PANE,
    FOCUS,
    WRAP,
    TIME,
    HELP
  }

  /** What the console can ask the user to type. */
  enum Question {
    SEARCH,
    FILTER,
    EXPORT
  }

  /** What can be jumped to. */
  enum Target {
    MATCH,
    ERROR
  }

  /** What is done outside the picture. */
  enum Order {
    RECONNECT,
    REDISCOVER,
    CLEAR,
    REDRAW,
    QUIT
  }

  record Move(Motion motion) implements ConsoleAction {}

  record Toggle(Switch which) implements ConsoleAction {}

  /** Starts to ask. */
  record Ask(Question question) implements ConsoleAction {}

  /** Jumps to the next or previous target. */
  record Seek(Target target, boolean forward) implements ConsoleAction {}

  /** Raises or lowers the least level shown by one step. */
  record ShiftLevel(boolean up) implements ConsoleAction {}

  /**
   * Shows one worker alone.
   *
   * @param row its row in the worker pane from 1; 0 shows all again
   */
  record Solo(int row) implements ConsoleAction {}

  record Give(Order order) implements ConsoleAction {}

  /** Adds to what is being typed. */
  record Type(String text) implements ConsoleAction {}

  /** Takes back the last character typed, or all of them. */
  record Erase(boolean all) implements ConsoleAction {}

  /** The left button of the mouse, pressed on a cell of the screen. */
  record Click(int row, int column) implements ConsoleAction {}

  /** Enter. */
  record Accept() implements ConsoleAction {}

  /** Esc: one level back. */
  record Back() implements ConsoleAction {}

  /**
   * Entries came or went, or the index of what matches has grown.
   *
   * @param moved what the state's numbers have followed already
   */
  record Progress(Renumbering moved) implements ConsoleAction {}

  /** Tells how an order went. */
  record Tell(String text) implements ConsoleAction {}

  /** The terminal has another size. */
  record Resize(ScreenSize size) implements ConsoleAction {}
}
