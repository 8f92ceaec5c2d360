package dev.logtail.runtime;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Turns values into bytes and back, without a difference, so that they can wait in a file. */
public interface Codec<T> {
  void write(T value, DataOutput out) throws IOException;

  T read(DataInput in) throws IOException;
}
