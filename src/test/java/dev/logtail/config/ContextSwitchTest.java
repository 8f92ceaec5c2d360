package dev.logtail.config;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextSwitchTest {
  @TempDir private Path folder;

  private String switched(String text, String name) throws IOException, SettingsException {
    Path file = Files.writeString(folder.resolve("config.yaml"), text);
    ContextSwitch.use(file, name);
    return Files.readString(file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "current: a;contexts: {a: {}, b: {}} | current: b;contexts: {a: {}, b: {}}",
        "current:   a   # why;contexts: {b: {}, a: {}} | current:   b   # why;contexts: {b: {}, a: {}}",
        "contexts: {b: {}, a: {}};current: 'a';# end | contexts: {b: {}, a: {}};current: b;# end",
        "current: \"a\";contexts: {b: {}, a: {}} | current: b;contexts: {b: {}, a: {}}",
        "current:;contexts: {b: {}} | current: b;contexts: {b: {}}",
        "current: # none;contexts: {b: {}} | current: b # none;contexts: {b: {}}",
        "current: ~;contexts: {b: {}} | current: b;contexts: {b: {}}",
        "# top;;contexts: {b: {}};# end | # top;;current: b;contexts: {b: {}};# end",
        "---;  contexts:;    b: {} | ---;  current: b;  contexts:;    b: {}",
        "{contexts: {b: {}}} | {current: b, contexts: {b: {}}}",
        "{current: a, contexts: {b: {}, a: {}}} | {current: b, contexts: {b: {}, a: {}}}",
        "current: gone;contexts: {b: {}} | current: b;contexts: {b: {}}",
        "curent: a;contexts: {b: {x: y}} | current: b;curent: a;contexts: {b: {x: y}}",
        "# 😀 𝄞;current: a;contexts: {a: {}, b: {}} | # 😀 𝄞;current: b;contexts: {a: {}, b: {}}",
        "current: b;contexts: {b: {}} | current: b;contexts: {b: {}}",
      })
  void only_the_word_behind_current_is_another(String before, String after) throws Exception {
    assertThat(switched(before.replace(';', '\n'), "b")).isEqualTo(after.replace(';', '\n'));
    assertThat(switched("\ufeff" + before.replace(";", "\r\n") + "\r\n", "b"))
        .isEqualTo("\ufeff" + after.replace(";", "\r\n") + "\r\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | 'null'",
        "dev 1 | 'dev 1'",
        "a: b | 'a: b'",
        "it's | 'it''s'",
        "-x | '-x'",
        "#x | '#x'",
        "生产 | '生产'",
        "8080 | 8080",
        "true | true"
      },
      quoteCharacter = '`')
  void a_name_is_quoted_where_it_must_be(String name, String written) throws Exception {
    String contexts = "contexts: {'" + name.replace("'", "''") + "': {}}\n";
    assertThat(switched("current: x\n" + contexts, name))
        .isEqualTo("current: " + written + "\n" + contexts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contexts: {a: {api: &x b}, b: {}};current: *x | line 2 is no plain 'current: NAME'",
        "current: &x a;contexts: {a: {api: *x}, b: {}} | line 1 is no plain",
        "current: [a];contexts: {b: {}} | line 1 is no plain",
        "current: a;current: a;contexts: {a: {}, b: {}} | 'current' is there twice",
        "contexts: {a: {}} | can't change safely",
        "# nothing | the file has no contexts"
      })
  void what_cannot_be_changed_safely_is_left_as_it_is(String text, String message)
      throws IOException {
    String before = text.replace(';', '\n');
    assertThatThrownBy(() -> switched(before, "b"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("write 'current: b' by hand");
    assertThat(folder.resolve("config.yaml")).hasContent(before);
  }

  @Test
  void mode_and_link_stay_and_nothing_else_is_left() throws Exception {
    Path real = Files.createDirectory(folder.resolve("dotfiles")).resolve("real.yaml");
    Files.writeString(real, "current: a\ncontexts: {a: {}, b: {}}\n");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("config.yaml"), real);

    ContextSwitch.use(link, "b");

    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("current: b\ncontexts: {a: {}, b: {}}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(path -> Files.isRegularFile(path, NOFOLLOW_LINKS)))
          .containsExactly(real);
    }
  }

  /** A file of lines before and behind 'current', with the file's own way to write it. */
  record Document(List<String> before, String current, List<String> behind, String lineEnd) {
    String text() {
      return Stream.of(before, List.of(current), behind)
              .flatMap(List::stream)
              .reduce("", (text, line) -> text + line + lineEnd)
          + "contexts: {one: {api: x}, two: {}}  # 𝄞"
          + lineEnd;
    }
  }

  @Provide
  Arbitrary<Document> documents() {
    Arbitrary<List<String>> lines =
        Arbitraries.of(
                "# current: two", "", "#😀", "defaults: {level: INFO}", "theme: dark", "alerts: []")
            .list()
            .ofMaxSize(4)
            .map(
                list ->
                    list.stream().filter(line -> line.startsWith("#") || line.isEmpty()).toList());
    Arbitrary<List<String>> sections =
        Arbitraries.of(
                "defaults: {level: INFO}  # current: x", "theme: 'dark'", "alerts:   []", "# end")
            .set()
            .ofMaxSize(4)
            .map(List::copyOf);
    Arbitrary<String> current =
        Arbitraries.of(
            "current: one",
            "current:  'one' # x",
            "current: \"one\"",
            "current:",
            "\"current\": one");
    return Combinators.combine(lines, current, sections, Arbitraries.of("\n", "\r\n"))
        .as(Document::new);
  }

  @Property(tries = 300)
  void all_other_bytes_stay(@ForAll("documents") Document document) throws Exception {
    Path file = Files.createTempFile("switch", ".yaml");
    try {
      String text = document.text();
      Files.writeString(file, text);

      ContextSwitch.use(file, "two");

      byte[] after = Files.readAllBytes(file);
      String line = document.current();
      String expected =
          text.replace(
              line + document.lineEnd(),
              (line.endsWith(":")
                      ? line + " two"
                      : line.replaceFirst("(: +)['\"]?one['\"]?", "$1two"))
                  + document.lineEnd());
      assertThat(new String(after, StandardCharsets.UTF_8)).isEqualTo(expected);
      assertThat(SettingsLoader.load(file).current().map(Word::text)).hasValue("two");
    } finally {
      Files.delete(file);
    }
  }
}
