package dev.logtail.pipeline.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that come to be one after another. Numbers take the fewer bytes the smaller they are; text
 * is UTF-8 but for this, that each half of a surrogate pair stands for itself: every string comes
 * back, and the bytes of a part of it are a part of its bytes. For one thread.
 */
final class ByteSink {
  private static final int ONE_BYTE = 0x80;
  private static final int TWO_BYTES = 0x800;

  private byte[] bytes = new byte[1 << 10];
  private int length;
  private boolean ascii = true;

  int length() {
    return length;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** True when no text with anything but ASCII was put here. */
  boolean isAscii() {
    return ascii;
  }

  void clear() {
    length = 0;
    ascii = true;
  }

  void put(int b) {
    room(1);
    bytes[length++] = (byte) b;
  }

  void put(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  void put(ByteSink source) {
    put(source.bytes, 0, source.length);
    ascii &= source.ascii;
  }

  /** A number that is seldom large, taken without its sign. */
  void putNumber(long number) {
    room(10);
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** A number that is seldom far from 0. */
  void putSigned(long number) {
    putNumber(number << 1 ^ number >> 63);
  }

  void putText(String text, int from, int to) {
    room(3 * (to - from));
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < ONE_BYTE) {
        bytes[length++] = (byte) c;
      } else {
        putLong(c);
      }
    }
  }

  void putText(String text) {
    putText(text, 0, text.length());
  }

  private void putLong(char c) {
    ascii = false;
    if (c < TWO_BYTES) {
      bytes[length++] = (byte) (0xC0 | c >> 6);
    } else {
      bytes[length++] = (byte) (0xE0 | c >> 12);
      bytes[length++] = (byte) (0x80 | (c >> 6 & 0x3F));
    }
    bytes[length++] = (byte) (0x80 | (c & 0x3F));
  }

  /** The text that was put at {@code from}, up to {@code to}. */
  String text(int from, int to, boolean isAscii) {
    return text(bytes, from, to, isAscii);
  }

  /**
   * The text that those bytes are.
   *
   * @param ascii when that is known of them
   */
  static String text(byte[] bytes, int from, int to, boolean ascii) {
    if (ascii) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    char[] chars = new char[to - from];
    int count = 0;
    int at = from;
    while (at < to) {
      int b = bytes[at++];
      if (b < 0 && (b & 0x20) == 0) {
        b = (b & 0x1F) << 6 | (bytes[at++] & 0x3F);
      } else if (b < 0) {
        b = (b & 0xF) << 12 | (bytes[at++] & 0x3F) << 6 | (bytes[at++] & 0x3F);
      }
      chars[count++] = (char) b;
    }
    return new String(chars, 0, count);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
