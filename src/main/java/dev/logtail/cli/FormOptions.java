package dev.logtail.cli;

import dev.logtail.cli.help.Heading;
import dev.logtail.cli.help.Under;
import dev.logtail.view.export.ExportFormat;
import dev.logtail.view.export.OutputForm;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.CellWidth;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.template.Template;
import dev.logtail.view.template.TemplateSyntaxException;
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
  private static final Set<ExportFormat> TIMED =
      EnumSet.of(ExportFormat.TEXT, ExportFormat.LOGFMT, ExportFormat.CSV, ExportFormat.HTML);

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
      names = "--template",
      paramLabel = "TEXT",
      description =
          "Text of your own for each record: '{time:HH:mm:ss} {level:-8} {worker} {message} "
              + "{field.details.step}'. The README tells all.")
  private Optional<String> template = Optional.empty();

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

  /** True when a form was asked for that only lines have, or typed whatever it is. */
  boolean isChosen() {
    boolean typed = new TypedOptions(command, ExportFormat.TEXT).has("--output");
    return template.isPresent()
        || format.filter(named -> typed || named != ExportFormat.TEXT).isPresent();
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
    ExportFormat named =
        format.orElseGet(() -> template.isPresent() ? ExportFormat.TEXT : otherwise);
    OutputForm form =
        new OutputForm(
            named, zone().orElse(usual), time(named), rawCells, template.map(FormOptions::parsed));
    TypedOptions typed = new TypedOptions(command, named);
    typed.needs("--template", ExportFormat.TEXT);
    typed.needs("--csv-raw", ExportFormat.CSV);
    typed.needs("--time", TIMED);
    if (TYPED_TIMES.stream().noneMatch(typed::has)) {
      typed.needs("--tz", TIMED);
    }
    form.template().ifPresent(text -> checkTimes(text, typed));
    return form;
  }

  private static Template parsed(String text) {
    try {
      return Template.parse(text);
    } catch (TemplateSyntaxException e) {
      SafeText safe = new SafeText(AnsiPolicy.STRIP);
      throw new UserError(
          ExitCode.USAGE,
          "--template: " + e.getMessage() + " (column " + e.place().column() + ")",
          e.place().picture(safe::plain, CellWidth::of));
    }
  }

  /** A template may write no time, or all times in patterns of its own. */
  private void checkTimes(Template text, TypedOptions typed) {
    boolean utc = time.equals(Optional.of(TimeStyle.UTC));
    if (typed.has("--time") && !(utc ? text.holdsTime() : text.holdsUsualTime())) {
      throw new UserError(
          ExitCode.USAGE, "--time does nothing in this template; write {time} without a pattern");
    }
    if (typed.has("--tz") && !text.holdsTime() && TYPED_TIMES.stream().noneMatch(typed::has)) {
      throw new UserError(ExitCode.USAGE, "--tz does nothing in a template without {time}");
    }
  }

  /** Only a zone is enough to want times in it where they would be as received. */
  private Optional<TimeStyle> time(ExportFormat named) {
    boolean converted = named == ExportFormat.CSV && zone.isPresent();
    return time.or(() -> Optional.of(TimeStyle.FULL).filter(style -> converted));
  }
}
