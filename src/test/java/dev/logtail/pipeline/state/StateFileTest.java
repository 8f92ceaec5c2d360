package dev.logtail.pipeline.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.order.Fingerprint;
import dev.logtail.pipeline.order.Remembered;
import dev.logtail.pipeline.order.StreamMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  private static final Instant NOW = Instant.parse("2026-02-01T14:30:00.123456789Z");
  private static final Fingerprint KEY = new Fingerprint(-1, Long.MAX_VALUE);

  @TempDir private Path folder;

  private Path path() {
    return folder.resolve("all.state");
  }

  private static Remembered.Records records() {
    return new Remembered.Records(
        NOW,
        Instant.MAX,
        Instant.MIN,
        100,
        List.of(new Remembered.Count(KEY, Instant.MIN, 3), new Remembered.Count(KEY, NOW, 1)),
        List.of(KEY, KEY));
  }

  private static List<Remembered> kinds() {
    Remembered.Ranges ranges =
        new Remembered.Ranges(Long.MIN_VALUE, List.of(new Remembered.Range(1, 1L << 53)));
    Remembered.Name name = new Remembered.Name("id\uD800\u0000", KEY);
    return List.of(
        new Remembered.LastOnly(NOW),
        records(),
        new Remembered.Lines(NOW, List.of(KEY)),
        new Remembered.Numbered(
            NOW,
            "boot \uDC00 ",
            List.of(new Remembered.Boot("boot \uDC00 ", 1, 2, NOW, 3, NOW, ranges, ranges))),
        new Remembered.Named(
            NOW,
            List.of(name),
            Optional.of(new Remembered.Anchor(name, NOW)),
            new Remembered.Counter("12", 3, true),
            true,
            records()),
        new Remembered.Named(
            NOW,
            List.of(),
            Optional.empty(),
            new Remembered.Counter("", 0, false),
            false,
            records()));
  }

  private static SavedState state(Stream<Remembered> remembered) {
    Map<WorkerKey, StreamMemory> streams = new HashMap<>();
    remembered.forEach(
        records ->
            streams.put(
                new WorkerKey("奇妙 \"\\\n" + streams.size()), new StreamMemory("ws://h/", records)));
    return SavedState.EMPTY.with(streams, true, NOW);
  }

  private SavedState reopened() throws StateException {
    try (StateFile file = StateFile.open(path())) {
      return file.found();
    }
  }

  private void save(SavedState state) throws StateException, IOException {
    try (StateFile file = StateFile.open(path())) {
      file.save(state);
    }
  }

  @Test
  void everythingComesBackAsItWasSaved() throws Exception {
    SavedState state = state(kinds().stream());
    save(state);
    assertThat(reopened()).isEqualTo(state);
    save(state.cutShort());
    assertThat(reopened()).isEqualTo(state.cutShort()).isNotEqualTo(state);
    assertThat(Files.getPosixFilePermissions(path()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(folder).isDirectoryContaining(file -> file.equals(path()));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(path());
    }
  }

  @Test
  void aFileThatLacksOrChangedAnythingIsNotTaken() throws Exception {
    save(state(kinds().stream()));
    byte[] whole = Files.readAllBytes(path());
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      expectRefused(changed);
      expectRefused(Arrays.copyOf(whole, i));
    }
  }

  private void expectRefused(byte[] content) throws IOException {
    Files.write(path(), content);
    assertThatThrownBy(this::reopened)
        .as(new String(content, UTF_8))
        .isInstanceOf(StateException.class);
    assertThat(Files.readAllBytes(path())).isEqualTo(content);
  }

  @Test
  void whoIsNotFollowedIsKeptButNotForEver() {
    Map<WorkerKey, StreamMemory> many = new HashMap<>();
    for (int i = 0; i < 2000; i++) {
      many.put(new WorkerKey("old" + i), new StreamMemory("", new Remembered.LastOnly(NOW)));
    }
    SavedState old = SavedState.EMPTY.with(many, true, NOW);
    assertThat(old.streams()).hasSize(2000);
    Map<WorkerKey, StreamMemory> one =
        Map.of(new WorkerKey("new"), new StreamMemory("", new Remembered.LastOnly(NOW)));
    SavedState next = old.with(one, true, NOW.plusSeconds(1));
    assertThat(next.streams()).hasSize(1001).containsKey(new WorkerKey("new"));
    SavedState last = next.with(Map.of(), true, NOW.plusSeconds(2));
    assertThat(last.streams())
        .as("the newest stays")
        .hasSize(1000)
        .containsKey(new WorkerKey("new"));
  }

  @Test
  void aFileThatIsOpenIsNotOpenedAgain() throws Exception {
    save(SavedState.EMPTY);
    try (StateFile first = StateFile.open(path())) {
      assertThatThrownBy(this::reopened).hasMessageContaining("in use");
      first.save(SavedState.EMPTY.cutShort());
      assertThatThrownBy(this::reopened)
          .as("the new file is locked too")
          .hasMessageContaining("in use");
    }
    assertThat(reopened().complete()).isFalse();
  }

  @Test
  void aNameThatSomebodyTookMeanwhileIsLeftToThem() throws Exception {
    try (StateFile file = StateFile.open(path())) {
      Files.writeString(path(), "theirs");
      assertThatThrownBy(() -> file.save(SavedState.EMPTY)).isInstanceOf(IOException.class);
    }
    assertThat(path()).hasContent("theirs");
  }

  @Test
  void aLinkStaysALink() throws Exception {
    save(SavedState.EMPTY);
    Path link = Files.createSymbolicLink(folder.resolve("link"), path());
    try (StateFile file = StateFile.open(link)) {
      file.save(SavedState.EMPTY.cutShort());
    }
    assertThat(link).isSymbolicLink();
    assertThat(reopened().complete()).isFalse();
  }
}
