package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that messages are read from and written to. What is written is only its owner's. */
final class FrameFile {
  private static final long LARGEST = 64L << 20;

  private FrameFile() {}

  /** The message that {@code file} holds: text where it is UTF-8, else bytes. */
  static Frame read(Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException("is no file of bytes");
    }
    if (Files.size(file) > LARGEST) {
      throw new IOException("has more than 64 MiB");
    }
    byte[] bytes = Files.readAllBytes(file);
    return FrameJson.utf8(bytes)
        .<Frame>map(Frame.Text::new)
        .orElseGet(() -> new Frame.Binary(Frame.Bytes.of(bytes)));
  }

  /** Writes what {@code message} carries to a new file. */
  static void write(Frame message, Path file) throws IOException {
    byte[] bytes =
        message instanceof Frame.Binary binary
            ? binary.payload().toArray()
            : message instanceof Frame.Text text
                ? text.text().getBytes(StandardCharsets.UTF_8)
                : new byte[0];
    try (FileChannel made = create(file)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        made.write(left);
      }
    }
  }

  /**
   * Begins a new file.
   *
   * @throws IOException also where there is such a file
   */
  static FileChannel create(Path file) throws IOException {
    Set<OpenOption> how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? FileChannel.open(
            file,
            how,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : FileChannel.open(file, how);
  }

  /** In a user's words. */
  static String trouble(Path file, IOException e) {
    String why =
        switch (e.getClass().getSimpleName()) {
          case "NoSuchFileException" -> "no such file or folder";
          case "FileAlreadyExistsException" -> "is there already, and is not overwritten";
          case "AccessDeniedException" -> "permission denied";
          default -> String.valueOf(e.getMessage()).replaceFirst("^\\Q" + file + "\\E: ", "");
        };
    return file + ": " + why;
  }
}
