package dev.logtail.cli;

import dev.logtail.model.StreamFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How the program ends: one table for every command. */
public enum ExitCode {
  DONE(0, "done"),
  INTERNAL(1, "internal failure"),
  USAGE(2, "usage or configuration"),
  NOTHING(3, "no such worker, nothing to show"),
  UNAUTHORISED(4, "not authorised (401, 403, close 1008)"),
  TLS(5, "TLS"),
  UNREACHABLE(6, "unreachable (refused, DNS, timeout)"),
  PROTOCOL(7, "protocol (not a WebSocket, illegal frames, not JSON where JSON is due)"),
  OUTPUT(8, "output (disk full, file exists)"),
  FAILED_ON(9, "--fail-on or --fail-on-gap met, or warnings of check"),
  CLOSED_PIPE(141, "closed pipe");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The process's exit status. */
  public int code() {
    return code;
  }

  /** What each status means, in order, with those that signals give. */
  static Map<String, String> table() {
    Map<Integer, String> meanings = new TreeMap<>(Map.of(130, "Ctrl-C", 143, "terminated"));
    for (ExitCode code : values()) {
      meanings.put(code.code, code.meaning);
    }
    Map<String, String> table = new LinkedHashMap<>();
    meanings.forEach((code, meaning) -> table.put(" " + code, meaning));
    return table;
  }

  /** The code that stands for a failed stream or request. */
  public static ExitCode of(StreamFailure.Kind kind) {
    return switch (kind) {
      case NONE -> DONE;
      case UNREACHABLE -> UNREACHABLE;
      case TLS -> TLS;
      case UNAUTHORISED -> UNAUTHORISED;
      case PROTOCOL -> PROTOCOL;
      case GONE -> NOTHING;
    };
  }
}
