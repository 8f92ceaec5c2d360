package dev.logtail.server;

import org.eclipse.jetty.websocket.core.CloseStatus;

/** Whether a new client may listen, and what it is told when it may not. */
enum Admission {
  GRANTED(CloseStatus.NO_CODE, ""),
  FULL(CloseStatus.POLICY_VIOLATION, "Too many connections"),
  STOPPED(CloseStatus.SHUTDOWN, "Worker stopped");

  private final int status;
  private final String reason;

  Admission(int status, String reason) {
    this.status = status;
    this.reason = reason;
  }

  /** The close status of a refusal. */
  int status() {
    return status;
  }

  String reason() {
    return reason;
  }
}
