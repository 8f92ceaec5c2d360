package dev.logtail.view.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Packs what it is given. What was flushed can be unpacked even if nothing follows; resting ends
 * the member, and the next write begins another one.
 */
final class CompressedOutput implements Destination {
  private final Destination raw;
  private final Compression compression;
  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private Optional<OutputStream> member = Optional.empty();

  /** Bytes that the packer may still hold back. */
  private long unflushed;

  private CompressedOutput(Destination raw, Compression compression) {
    this.raw = raw;
    this.compression = compression;
  }

  /** What packs into {@code raw} as {@code compression} says. */
  static Destination over(Destination raw, Compression compression) {
    return compression == Compression.NONE ? raw : new CompressedOutput(raw, compression);
  }

  @Override
  public String name() {
    return raw.name();
  }

  @Override
  public boolean isContinued() {
    return raw.isContinued();
  }

  private OutputStream member() throws IOException {
    if (member.isEmpty()) {
      member = Optional.of(compression.packing(packed));
    }
    return member.get();
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    member().write(bytes);
    unflushed += bytes.length;
    handOver();
  }

  private void handOver() throws IOException {
    if (packed.size() > 0) {
      byte[] bytes = packed.toByteArray();
      packed.reset();
      raw.write(bytes);
    }
  }

  @Override
  public long size() {
    return raw.size() + (member.isEmpty() ? 0 : compression.bound(unflushed + 1));
  }

  @Override
  public void flush() throws IOException {
    if (unflushed > 0) {
      member().flush();
      unflushed = 0;
      handOver();
    }
    raw.flush();
  }

  @Override
  public boolean sync() throws IOException {
    flush();
    return raw.sync();
  }

  private void endMember() throws IOException {
    if (member.isPresent()) {
      member.get().close();
      member = Optional.empty();
      unflushed = 0;
      handOver();
    }
  }

  @Override
  public void rest() throws IOException {
    endMember();
    raw.rest();
  }

  /** Without any member the file would not be a packed file of nothing, but none. */
  @Override
  public void complete() throws IOException {
    if (raw.size() == 0) {
      member();
    }
    endMember();
    raw.complete();
  }

  @Override
  public void abandon() {
    try {
      endMember();
    } catch (IOException e) {
      // Its writes have failed before, and were reported.
    }
    raw.abandon();
  }

  @Override
  public Optional<Path> remains() {
    return raw.remains();
  }

  @Override
  public Optional<Path> unfinished() {
    return raw.unfinished();
  }
}
