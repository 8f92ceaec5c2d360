package dev.logtail.view.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Makes a file whole again whose writer was killed. Every complete record stays; what was cut off
 * stays too, in the way in which its format tells that it is no record ({@link
 * RecordFormat#mended}).
 *
 * <p>A plain file gets what is missing at its end, by one write. A packed one whose last member
 * ends too early is unreadable from there on for whoever adds another member: a copy takes its
 * place, in which that member is packed again as far as it could be read.
 */
final class TornFile {
  private static final int PIECE = 1 << 16;

  /** How far before its end the last line of a file is looked for. */
  private static final long LONGEST = 64L << 20;

  private TornFile() {}

  static void mend(Path target, Compression compression, RecordFormat format) throws IOException {
    if (compression == Compression.NONE) {
      mendPlain(target, format);
    } else {
      mendPacked(target.toRealPath(), compression, format);
    }
  }

  private static void mendPlain(Path target, RecordFormat format) throws IOException {
    byte[] end;
    long from;
    try (FileChannel file = FileChannel.open(target, StandardOpenOption.READ)) {
      if (endsLine(file) && !format.quotesLineEnds()) {
        return;
      }
      TornTail tail = new TornTail(format.quotesLineEnds());
      file.position(format.quotesLineEnds() ? 0 : Math.max(0, file.size() - LONGEST));
      feed(tail, Channels.newInputStream(file), OutputStream.nullOutputStream());
      if (tail.isEmpty()) {
        return;
      }
      end = ending(tail, format);
      from = file.size() - tail.bytes().length;
    }
    try (FileChannel file = FileChannel.open(target, StandardOpenOption.WRITE)) {
      file.position(from);
      writeAll(file, end);
      file.force(true);
    }
  }

  private static boolean endsLine(FileChannel file) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return file.read(last, file.size() - 1) == 1 && last.get(0) == '\n';
  }

  private static void feed(TornTail tail, InputStream in, OutputStream whole) throws IOException {
    byte[] piece = new byte[PIECE];
    for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
      tail.feed(piece, n, whole);
    }
  }

  /**
   * What stands instead of the tail. Its bytes stay as they are where the format keeps it, also
   * those of a character that was cut in two.
   */
  private static byte[] ending(TornTail tail, RecordFormat format) {
    byte[] torn = tail.bytes();
    String text = new String(torn, UTF_8);
    String mended = tail.isCut() ? text + "\n" : format.mended(text);
    if (!mended.startsWith(text)) {
      return mended.getBytes(UTF_8);
    }
    byte[] more = mended.substring(text.length()).getBytes(UTF_8);
    return ByteBuffer.allocate(torn.length + more.length).put(torn).put(more).array();
  }

  private static void mendPacked(Path target, Compression compression, RecordFormat format)
      throws IOException {
    try (FileChannel file = FileChannel.open(target, StandardOpenOption.READ)) {
      long whole = compression.wholeLength(file);
      if (whole == file.size()) {
        return;
      }
      if (!compression.canBegin(file, whole)) {
        throw new OutputException(
            "cannot append to " + target + ": what it holds is not what its name says");
      }
      Path copy = AtomicOutput.partialOf(target, TargetFile.checkedParent(target), "mended");
      try {
        writeMended(file, whole, copy, compression, format);
        takeOwner(target, copy);
        Placement.REPLACING.place(copy, target);
      } finally {
        Files.deleteIfExists(copy);
      }
      TargetFile.syncFolder(TargetFile.checkedParent(target));
    }
  }

  private static void writeMended(
      FileChannel file, long whole, Path copy, Compression compression, RecordFormat format)
      throws IOException {
    try (FileChannel out = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      for (long done = 0; done < whole; ) {
        done += file.transferTo(done, whole - done, out);
      }
      file.position(whole);
      TornTail tail = new TornTail(format.quotesLineEnds());
      MemberOutput member = new MemberOutput(compression, Channels.newOutputStream(out));
      feed(tail, compression.unpacking(Channels.newInputStream(file)), member);
      if (!tail.isEmpty()) {
        member.write(ending(tail, format));
      }
      member.end();
      out.force(true);
    }
  }

  /** A member that begins with its first byte, so that there is none without any. */
  private static final class MemberOutput extends OutputStream {
    private final Compression compression;
    private final OutputStream file;
    private OutputStream member = OutputStream.nullOutputStream();
    private boolean begun;

    MemberOutput(Compression compression, OutputStream file) {
      this.compression = compression;
      this.file = file;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > 0 && !begun) {
        member = compression.packing(file);
        begun = true;
      }
      member.write(bytes, offset, length);
    }

    void end() throws IOException {
      member.close();
    }
  }

  /** As far as the system lets us. */
  private static void takeOwner(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
    view.setPermissions(wanted.permissions());
    if (!wanted.owner().equals(view.readAttributes().owner())) {
      view.setOwner(wanted.owner());
    }
    if (!wanted.group().equals(view.readAttributes().group())) {
      view.setGroup(wanted.group());
    }
  }

  private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }
}
