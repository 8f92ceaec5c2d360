package dev.logtail.cli;

import dev.logtail.model.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

record FormatOutput(OutputStream out) implements RunOutput {
  static FormatOutput standard(LineForm form, OutputStream out) {
    return new FormatOutput(out);
  }

  @Override
  public void write(List<? extends Entry> entries) throws IOException {}

  @Override
  public void finish() {}

  @Override
  public void abandon() {}
}
