package dev.logtail.tool.debug;

import java.util.List;

/**
 * What a listening session is asked to do.
 *
 * @param execute texts that each peer is sent when it comes
 * @param typing what lines mean
 * @param goal what ends the session
 */
public record ListenSettings(
    List<String> execute, DebugSettings.Typing typing, DebugSettings.Goal goal) {
  public ListenSettings {
    execute = List.copyOf(execute);
  }
}
