package dev.logtail.pipeline.store;

/** Reads the numbers that a {@link ByteSink} wrote. For one thread. */
final class ByteSource {
  private final byte[] bytes;
  private int at;

  ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Where the next byte is read. */
  int at() {
    return at;
  }

  void moveTo(int place) {
    at = place;
  }

  /** Passes over {@code length} bytes; returns where they start. */
  int skip(int length) {
    int start = at;
    at += length;
    return start;
  }

  int next() {
    return bytes[at++];
  }

  long number() {
    int b = bytes[at++];
    long number = b & 0x7F;
    for (int shift = 7; b < 0; shift += 7) {
      b = bytes[at++];
      number |= (long) (b & 0x7F) << shift;
    }
    return number;
  }

  int length() {
    return (int) number();
  }

  long signed() {
    return signed(number());
  }

  /** What {@link ByteSink#putSigned} was told when it wrote {@code number}. */
  static long signed(long number) {
    return number >>> 1 ^ -(number & 1);
  }
}
