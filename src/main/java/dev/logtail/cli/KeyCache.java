package dev.logtail.cli;

import dev.logtail.pipeline.discovery.ApiAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What an API answered seconds ago about its workers' keys, so that who presses Tab twice waits
 * once. A file of the user's own for each API; where it can't be kept it is not.
 *
 * @param file the API's URL, then a key a line
 */
record KeyCache(Path file, ApiAddress api) {
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** The cache in the user's usual place; empty where there is none. */
  static Optional<KeyCache> of(Environment environment, ApiAddress api) {
    CRC32 sum = new CRC32();
    sum.update(api.toString().getBytes(StandardCharsets.UTF_8));
    String name = String.format(Locale.ROOT, "keys-%08x", sum.getValue());
    return EnvironmentVariable.XDG_CACHE_HOME
        .in(environment)
        .or(() -> EnvironmentVariable.HOME.in(environment).map(home -> home + "/.cache"))
        .map(folder -> new KeyCache(Path.of(folder, "logtail", name), api));
  }

  /** The keys, where they were kept a moment before {@code now}. */
  Optional<List<String>> fresh(Instant now) {
    try {
      Duration age = Duration.between(Files.getLastModifiedTime(file).toInstant(), now);
      List<String> lines = Files.readAllLines(file);
      boolean ours = !lines.isEmpty() && lines.get(0).equals(api.toString());
      return ours && !age.isNegative() && age.compareTo(FRESH) < 0
          ? Optional.of(lines.subList(1, lines.size()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Keeps {@code keys}, none of which holds a line break, for nobody but the user. */
  void keep(List<String> keys) {
    try {
      Files.createDirectories(file.getParent(), mode("rwx------"));
      Path made = Files.createTempFile(file.getParent(), "keys", ".new", mode("rw-------"));
      Files.write(made, Stream.concat(Stream.of(api.toString()), keys.stream()).toList());
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Then the next one asks again.
    }
  }

  private static FileAttribute<?> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}
