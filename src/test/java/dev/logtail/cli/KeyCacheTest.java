package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.discovery.ApiAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCacheTest {
  private static final Instant NOW = Instant.parse("2026-02-01T12:00:00Z");
  private static final List<String> KEYS = List.of("user 1", "奇妙", "a:b");

  @TempDir private Path folder;
  private KeyCache cache;

  @BeforeEach
  void keep() throws IOException {
    cache = cache("http://localhost:5000");
    cache.keep(KEYS);
    Files.setLastModifiedTime(cache.file(), FileTime.from(NOW));
  }

  private KeyCache cache(String api) {
    return new KeyCache(folder.resolve("cache/logtail/keys"), ApiAddress.parse(api));
  }

  @Test
  void knowsForSecondsWhatWasKept() {
    assertThat(cache.fresh(NOW.plusSeconds(4))).contains(KEYS);
    assertThat(cache.fresh(NOW.plusSeconds(6))).isEmpty();
    assertThat(cache.fresh(NOW.minusSeconds(1))).as("a clock that was set back").isEmpty();
  }

  @Test
  void neverTakesOneApiForAnother() {
    assertThat(cache("http://localhost:5001").fresh(NOW)).isEmpty();
  }

  @Test
  void isNobodyElsesToRead() throws IOException {
    assertThat(mode(cache.file())).isEqualTo("rw-------");
    assertThat(mode(cache.file().getParent())).isEqualTo("rwx------");
    try (var files = Files.list(cache.file().getParent())) {
      assertThat(files).containsExactly(cache.file());
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void doesWithoutAFolderThatCanNotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    KeyCache nowhere = new KeyCache(file.resolve("logtail/keys"), cache.api());

    nowhere.keep(KEYS);

    assertThat(nowhere.fresh(NOW)).isEmpty();
  }
}
