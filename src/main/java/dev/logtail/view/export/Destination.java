package dev.logtail.view.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Where bytes go. Only whole records are written, one or many at a time. One thread. */
public interface Destination {
  /** What to do about a file that is there already. */
  enum IfExists {
    REFUSE,
    REPLACE,
    APPEND
  }

  /** A stream of the caller's, who closes it. It is flushed after each write. */
  static Destination stream(String name, OutputStream out) {
    return new StreamOutput(name, out, false);
  }

  /** What users know it by. */
  String name();

  /** True when something stands before what will be written. */
  boolean isContinued();

  void write(byte[] bytes) throws IOException;

  /** How many bytes it would hold at most if it were completed now. */
  long size();

  /** Hands on what is held back, so that others can read it and {@link #size()} is exact. */
  void flush() throws IOException;

  /**
   * The same, and sees to it that the disk has it; false where that is of no use before completion.
   */
  boolean sync() throws IOException;

  /** Lets go of memory and descriptors until the next write. */
  void rest() throws IOException;

  /** Makes what was written permanent and visible, and closes. */
  void complete() throws IOException;

  /** Closes; what must not be seen half-done is removed. Never throws. */
  void abandon();

  /** Where what was written is found after giving up; empty when it is not kept. */
  Optional<Path> remains();

  /**
   * Where what was written is found if the program ends now; empty where that is what users know it
   * by. What holds nothing is removed. Any thread.
   */
  default Optional<Path> unfinished() {
    return Optional.empty();
  }
}
