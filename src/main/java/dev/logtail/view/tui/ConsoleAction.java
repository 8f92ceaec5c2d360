package dev.logtail.view.tui;

import dev.logtail.view.terminal.ScreenSize;
import java.util.List;

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
    /** Moves the picture; what one is on stays the same. */
    SCROLL_DOWN,
    SCROLL_UP,
    TOP,
    BOTTOM,
    LEFT,
    RIGHT
  }

  /** Something that is on or off, or goes round a few values. */
  enum Switch {
    FOLLOW,
    FREEZE,
    FILTERS,
    MATCHES_ONLY,
    WORKER_PANE,
    TIMELINE,
    GRID,
    WRAP,
    PRETTY,
    TIME,
    LABEL,
    HELP
  }

  /** What the console can ask the user to type. */
  enum Question {
    SEARCH,
    FILTER,
    EXPORT,
    COMMAND
  }

  /** What can be jumped to. */
  enum Target {
    MATCH,
    ERROR,
    /** A gap, or a connection that was lost or begun anew. */
    GAP,
    BOOKMARK
  }

  /** What is done outside the picture. */
  enum Order {
    RECONNECT,
    REDISCOVER,
    CLEAR,
    REDRAW,
    QUIT
  }

  /** A part of what is being typed, seen from the cursor. */
  enum Stretch {
    CHARACTER,
    NEXT_CHARACTER,
    WORD,
    TO_START,
    TO_END
  }

  record Move(Motion motion) implements ConsoleAction {}

  record Toggle(Switch which) implements ConsoleAction {}

  /** Gives the keys to the next pane, or to the one before. */
  record Focus(boolean forward) implements ConsoleAction {}

  /** Starts to ask. */
  record Ask(Question question) implements ConsoleAction {}

  /** Jumps to the next or previous target. */
  record Seek(Target target, boolean forward) implements ConsoleAction {}

  /** Raises or lowers the least level shown by one step. */
  record ShiftLevel(boolean up) implements ConsoleAction {}

  /** Shows more or fewer entries around those that the filters let through. */
  record ShiftContext(boolean more) implements ConsoleAction {}

  /**
   * Shows one worker alone.
   *
   * @param row its row in the worker pane from 1; 0 shows all again
   */
  record Solo(int row) implements ConsoleAction {}

  /** Marks the record that one is on, or takes the mark away. */
  record Bookmark() implements ConsoleAction {}

  /** Puts the record that one is on, or all that are bookmarked, into the clipboard. */
  record Copy() implements ConsoleAction {}

  record Give(Order order) implements ConsoleAction {}

  /** Adds to what is being typed. */
  record Type(String text) implements ConsoleAction {}

  /** Takes back some of what was typed. */
  record Erase(Stretch stretch) implements ConsoleAction {}

  /** Completes the word at the cursor; again for the next offer. */
  record Complete() implements ConsoleAction {}

  /** These are the files whose names begin as was asked for. */
  record OfferFiles(String begun, List<String> names) implements ConsoleAction {
    public OfferFiles {
      names = List.copyOf(names);
    }
  }

  /** The left button of the mouse, pressed on a cell of the screen. */
  record Click(int row, int column) implements ConsoleAction {}

  /** Enter. */
  record Accept() implements ConsoleAction {}

  /** Esc: one level back. */
  record Back() implements ConsoleAction {}

  /** Entries came or went, or the index of what matches has grown. */
  record Progress() implements ConsoleAction {}

  /** Tells how an order went. */
  record Tell(String text) implements ConsoleAction {}

  /** The terminal has another size. */
  record Resize(ScreenSize size) implements ConsoleAction {}
}
