package dev.logtail.view.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/** A pipe, a device or standard output: what is written is gone at once. */
final class StreamOutput implements Destination {
  private final String name;
  private final OutputStream out;
  private final boolean owned;
  private long size;

  StreamOutput(String name, OutputStream out, boolean owned) {
    this.name = name;
    this.out = out;
    this.owned = owned;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isContinued() {
    return false;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    size += bytes.length;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void flush() {}

  @Override
  public boolean sync() {
    return true;
  }

  @Override
  public void rest() {}

  @Override
  public void complete() throws IOException {
    if (owned) {
      out.close();
    }
  }

  @Override
  public void abandon() {
    try {
      complete();
    } catch (IOException e) {
      // Its writes have failed before, and were reported.
    }
  }

  @Override
  public Optional<Path> remains() {
    return Optional.empty();
  }
}
