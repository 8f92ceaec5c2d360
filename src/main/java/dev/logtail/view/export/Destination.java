package dev.logtail.view.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Where bytes go. One thread. */
public interface Destination {
  /** What to do about a file that is there already. */
  enum IfExists {
    REFUSE,
    REPLACE,
    APPEND
  }

  /**
   * A file that appears whole or not at all; with {@link IfExists#APPEND} one that grows, batch by
   * batch. What is neither file nor directory (a pipe, a device) is written to as it is, when
   * replacing or appending was asked for. A link is replaced, not followed; appending follows it.
   *
   * @throws OutputException when it cannot be written; nothing has been touched then
   */
  static Destination file(Path target, IfExists rule) throws OutputException {
    Path parent = TargetFile.checkedParent(target);
    boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
    if (exists && rule == IfExists.REFUSE) {
      throw new OutputException(
          target + " exists already; --force replaces it, --append adds to it");
    }
    if (exists && Files.exists(target) && !Files.isRegularFile(target)) {
      return TargetFile.device(target);
    }
    return rule == IfExists.APPEND
        ? AppendedOutput.open(target)
        : AtomicOutput.open(target, parent, rule);
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

  /** Makes what was written permanent and visible, and closes. */
  void complete() throws IOException;

  /** Closes; what must not be seen half-done is removed. Never throws. */
  void abandon();
}
