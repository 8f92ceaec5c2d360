package dev.logtail.view.export;

import java.io.IOException;
import java.io.OutputStream;

/** A pipe, a device or standard output: what is written is gone at once. */
record StreamOutput(String name, OutputStream out, boolean owned) implements Destination {
  @Override
  public boolean isContinued() {
    return false;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

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
}
