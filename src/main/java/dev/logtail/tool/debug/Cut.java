package dev.logtail.tool.debug;

import java.util.Arrays;

/** Where one message ends and the next one begins, in a pipe that carries bytes. */
public enum Cut {
  /** At line feeds; a carriage return in front of one is part of it. */
  LINES('\n'),
  /** At bytes of zero, which text has not: messages may be of many lines. */
  NULLS('\0'),
  /** Nowhere: bytes are sent as they come and written as they are. */
  NOWHERE('\0');

  private static final byte RETURN = '\r';

  private final byte end;

  Cut(char end) {
    this.end = (byte) end;
  }

  boolean isCut() {
    return this != NOWHERE;
  }

  byte end() {
    return end;
  }

  byte[] withoutReturn(byte[] message) {
    boolean returned = this == LINES && message.length > 0 && message[message.length - 1] == RETURN;
    return returned ? Arrays.copyOf(message, message.length - 1) : message;
  }
}
