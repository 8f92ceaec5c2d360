package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.OutputForm;
import dev.logtail.view.style.TimeStyle;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class FormOptionsTest {
  @Command
  static final class Words {
    @Mixin FormOptions form = new FormOptions();

    @Option(names = "--where")
    Optional<String> where = Optional.empty();
  }

  private static OutputForm read(String... words) {
    Words command = new Words();
    new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(words);
    return command.form.form(ExportFormat.TEXT, ZoneOffset.UTC);
  }

  private static UserError refusal(String line) {
    return catchThrowableOfType(UserError.class, () -> read(line.split(" ")));
  }

  @Test
  void nothing_typed_is_the_command_s_own_way() {
    assertThat(read()).isEqualTo(OutputForm.of(ExportFormat.TEXT, ZoneOffset.UTC));
  }

  @Test
  void a_zone_alone_is_enough_for_times_in_it() {
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    assertThat(read("-o", "csv", "--tz", "Asia/Tokyo").time()).contains(TimeStyle.FULL);
    assertThat(read("-o", "csv").time()).isEmpty();
    assertThat(read("--tz", "Asia/Tokyo").zone()).isEqualTo(tokyo);
    assertThat(read("-o", "json", "--where", "time >= 14:30", "--tz", "Asia/Tokyo").zone())
        .isEqualTo(tokyo);
  }

  @Test
  void a_template_is_text() {
    Words command = new Words();
    new CommandLine(command).parseArgs("--template", "{message}");
    assertThat(command.form.form(ExportFormat.NDJSON, ZoneOffset.UTC).format())
        .isEqualTo(ExportFormat.TEXT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-o json --time utc",
        "-o ndjson --time utc",
        "-o raw --time utc",
        "-o raw --tz UTC",
        "-o json --tz UTC",
        "-o csv --template {message}",
        "-o json --template {message}",
        "-o text --csv-raw",
        "--csv-raw",
        "--template {message} --time utc",
        "--template {time:HH:mm} --time epoch",
        "--template {message} --tz UTC",
      })
  void what_does_nothing_is_refused(String line) {
    UserError refusal = refusal(line);
    assertThat(refusal).isNotNull();
    assertThat(refusal.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-o logfmt --time utc --tz Asia/Tokyo",
        "-o csv --time epoch --csv-raw",
        "--template {time} --time epoch",
        "--template {time:HH:mm} --time utc",
        "--template {time:HH:mm} --tz Asia/Tokyo",
        "--template {message} -o text",
      })
  void what_does_something_is_taken(String line) {
    assertThat(read(line.split(" "))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "{mesage}, '--template: unknown field ''mesage''; did you mean message?', 1",
    "{time:ff}, '--template: ''ff'' is no pattern for times: ', 6"
  })
  void a_wrong_template_is_told_with_its_place(String template, String message, int before) {
    UserError refusal = refusal("--template " + template);
    assertThat(refusal).hasMessageStartingWith(message);
    List<String> picture = refusal.picture().toList();
    assertThat(picture).containsExactly(template, " ".repeat(before) + "^");
  }
}
