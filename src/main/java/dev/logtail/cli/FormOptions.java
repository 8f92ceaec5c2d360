package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.OutputForm;
import dev.logtail.view.style.TimeStyle;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** In which form records are written, and how times are in it. */
@Under(Heading.OUTPUT)
final class FormOptions {
  /** The formats that write times in a style; the others hold them as received. */
  private static final Set<ExportFormat> TIMED = EnumSet.of(ExportFormat.TEXT, ExportFormat.CSV);

  /** Options whose values may hold times in the zone of those shown. */
  private static final List<String> TYPED_TIMES = List.of("--where", "--since", "--until");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description =
          "${COMPLETION-CANDIDATES}. Default: what the name of a file says, else ndjson for files "
              + "and text for lines.")
  private Optional<ExportFormat> format = Optional.empty();

  @Option(
      names = "--csv-raw",
      description = "In csv, put no ' before what a spreadsheet takes for a formula.")
  private boolean rawCells;

  @Option(
      names = "--time",
      paramLabel = "STYLE",
      description =
          "${COMPLETION-CANDIDATES}. Relative: seconds since the first record of the run. "
              + "Default: short in lines, full in files, as received in csv; json, ndjson and raw "
              + "hold times as received.")
  private Optional<TimeStyle> time = Optional.empty();

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      description =
          "Time zone of the times shown and of those in filters. Default: this machine's; in "
              + "files the server's.")
  private Optional<String> zone = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** True when a form was asked for by its name. */
  boolean isChosen() {
    return format.isPresent();
  }

  /** The zone that was asked for. */
  Optional<ZoneId> zone() {
    return zone.map(name -> StreamOptions.zone("--tz", name));
  }

  /**
   * The form that was asked for, in which each option has an effect.
   *
   * @param otherwise the format where none was named
   * @param usual the zone where none was
   */
  OutputForm form(ExportFormat otherwise, ZoneId usual) {
    ExportFormat named = format.orElse(otherwise);
    OutputForm form = new OutputForm(named, zone().orElse(usual), time(named), rawCells);
    needs(form, "--csv-raw", EnumSet.of(ExportFormat.CSV));
    needs(form, "--time", TIMED);
    if (TYPED_TIMES.stream().noneMatch(this::isTyped)) {
      needs(form, "--tz", TIMED);
    }
    return form;
  }

  /** Only a zone is enough to want times in it where they would be as received. */
  private Optional<TimeStyle> time(ExportFormat format) {
    boolean converted = format == ExportFormat.CSV && isTyped("--tz");
    return time.or(() -> Optional.of(TimeStyle.FULL).filter(style -> converted));
  }

  /** What the configuration says holds where it can; what was typed must do something. */
  private void needs(OutputForm form, String option, Set<ExportFormat> formats) {
    if (isTyped(option) && !formats.contains(form.format())) {
      throw new UserError(
          ExitCode.USAGE, option + " does nothing in the form " + form.format() + "; leave it out");
    }
  }

  private boolean isTyped(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }
}
