package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import java.nio.file.Path;
import java.util.Optional;

/** What a typed line asks a debug session to do. */
public sealed interface DebugCommand {
  /**
   * Send a message or a pong.
   *
   * @param asked by a command of its own, so that it is sent even where nothing should be
   */
  record Send(Frame frame, boolean asked) implements DebugCommand {}

  /** Send a ping; one without a text carries a number, by which its pong is known. */
  record Ping(Optional<String> text) implements DebugCommand {}

  /** End the connection. */
  record Close(int code, String reason) implements DebugCommand {}

  /** Send what a file holds: as text where it is UTF-8, else as binary. */
  record SendFile(Path file) implements DebugCommand {}

  /** Show request and answer. */
  record Headers() implements DebugCommand {}

  /** Show how much comes. */
  record Rate() implements DebugCommand {}

  /** Show what came and went. */
  record Stats() implements DebugCommand {}

  /** Write frames to a file from now on; stop that where none is named. */
  record Save(Optional<Path> file) implements DebugCommand {}

  /** Show the newest message that was cut, all of it; or write it to a file. */
  record More(Optional<Path> file) implements DebugCommand {}

  /** Show no frames that come, or show them again. */
  record Pause() implements DebugCommand {}

  /** Connect anew. */
  record Reconnect() implements DebugCommand {}

  /** Show the commands. */
  record Help() implements DebugCommand {}

  /** End the session. */
  record Quit() implements DebugCommand {}
}
