package dev.logtail.view.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.WorkerKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** whatever workers are called, their files lie where they should, each its own. */
class WorkerFileNamesTest {
  private static final Path BASE = Path.of("/base/folder");

  private static final List<String> HOSTILE =
      List.of(
          ".",
          "..",
          "...",
          "../../etc/passwd",
          "/etc/passwd",
          "a/b",
          "a\\b",
          "C:\\x",
          "-rf",
          ".hidden",
          "con",
          "CON",
          "Con.txt",
          "nul",
          "COM1",
          "lpt9.log",
          "comet",
          "a.",
          "a ",
          " a",
          "a\n",
          "a\u0000b",
          "\u001b[2J",
          "\u202e",
          "\ud800",
          "\udfff",
          "%",
          "%41",
          "A",
          "a",
          "ä",
          "a\u0308",
          "K",
          "\u212a",
          "ſ",
          "s",
          "I",
          "ı",
          "x".repeat(119),
          "x".repeat(120),
          "x".repeat(121),
          "x".repeat(300),
          "资".repeat(100),
          "x".repeat(110) + "资".repeat(10),
          "*?<>|\":;",
          "$(reboot)",
          "`reboot`",
          "~root",
          "user123_002050.SZ_hidden_dragon");

  @ParameterizedTest
  @CsvSource({
    "user123_600132.SH_turtle, user123_600132.SH_turtle",
    "../../etc/passwd, %2E.%2F..%2Fetc%2Fpasswd",
    "-rf, %2Drf",
    "con.log, %63on.log",
    "contract, contract",
    "'a b', a%20b",
    "50%, 50%25",
    "a., a%2E",
    "奇, %E5%A5%87"
  })
  void names_are_as_near_to_the_keys_as_is_safe(String key, String name) {
    assertThat(new WorkerFileNames().nameOf(new WorkerKey(key))).isEqualTo(name);
  }

  @Test
  void the_same_worker_has_the_same_name_and_another_case_another_one() {
    WorkerFileNames names = new WorkerFileNames();
    assertThat(names.nameOf(new WorkerKey("turtle"))).isEqualTo("turtle");
    assertThat(names.nameOf(new WorkerKey("Turtle"))).matches("Turtle-[0-9a-f]{8}");
    assertThat(names.nameOf(new WorkerKey("turtle"))).isEqualTo("turtle");
  }

  @Test
  void a_key_that_is_anothers_name_gets_a_name_of_its_own() {
    String longest = "x".repeat(200);
    String cut = new WorkerFileNames().nameOf(new WorkerKey(longest));
    WorkerFileNames names = new WorkerFileNames();
    assertThat(names.nameOf(new WorkerKey(cut))).isEqualTo(cut);
    assertThat(names.nameOf(new WorkerKey(longest))).isNotEqualTo(cut);
  }

  @Test
  void hostile_keys_are_harmless() {
    check(new LinkedHashSet<>(HOSTILE));
  }

  @Property
  void any_keys_are_harmless(@ForAll("keys") Set<String> keys) {
    check(keys);
  }

  @Provide
  Arbitrary<Set<String>> keys() {
    Arbitrary<String> odd =
        Arbitraries.strings().withChars("aA./\\-%:\u0000\n é资\ud800\udfff0").ofMaxLength(6);
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(150);
    return Arbitraries.oneOf(odd, any, Arbitraries.of(HOSTILE))
        .filter(key -> !key.isEmpty())
        .set()
        .ofMaxSize(60);
  }

  private static void check(Set<String> keys) {
    WorkerFileNames names = new WorkerFileNames();
    Map<String, String> owners = new HashMap<>();
    for (String key : keys) {
      String name = names.nameOf(new WorkerKey(key));
      assertThat(name).matches("[A-Za-z0-9_%][A-Za-z0-9._%-]{0,119}").doesNotEndWith(".");
      assertThat(name).doesNotMatch("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");
      assertThat(BASE.resolve(name).normalize().getParent()).isEqualTo(BASE);
      assertThat(owners.put(name.toLowerCase(Locale.ROOT), key)).as(key).isNull();
    }
  }
}
