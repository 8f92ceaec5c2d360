package dev.logtail.cli;

import dev.logtail.cli.Explanation.Row;
import dev.logtail.model.Spelling;
import dev.logtail.wire.JsonText;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code logtail config explain}: what holds, and why. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Tells each setting's value and where it comes from.",
    description = {
      "",
      "First what somebody has set, then what is built in. No secret is shown.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail config explain",
      "  logtail config explain api token level --context prod",
      "  logtail config explain -o json | jq '.[] | select(.source == \"defaults\")'"
    })
final class ConfigExplainCommand implements Callable<Integer> {
  /** The forms that an explanation can be printed in. */
  enum Form {
    TEXT,
    JSON;

    /** The word on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final int WIDEST = 36;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Only these settings.")
  private List<String> names = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Form form = Form.TEXT;

  @Mixin private ApiOptions api = new ApiOptions();

  @ParentCommand private ConfigCommand parent;

  @Override
  public Integer call() throws IOException {
    Environment environment = parent.environment();
    ConfigChoice choice = api.config();
    Map<String, String> typed = new HashMap<>();
    api.api().ifPresent(value -> typed.put("api", value));
    choice.file().ifPresent(value -> typed.put("config", value));
    choice.context().ifPresent(value -> typed.put("context", value));
    List<Row> rows =
        wanted(
            new Explanation(
                    environment,
                    Defaults.load(environment, choice),
                    choice,
                    typed,
                    Logtail.model(environment))
                .rows());
    parent.print(form == Form.JSON ? json(rows) : text(rows));
    return ExitCode.DONE.code();
  }

  private List<Row> wanted(List<Row> rows) {
    List<String> known = rows.stream().map(Row::name).distinct().toList();
    for (String name : names) {
      if (!known.contains(bare(name))) {
        throw new UserError(
            ExitCode.USAGE,
            "no setting '"
                + name
                + "'"
                + Spelling.nearest(bare(name), known)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; 'logtail config explain' lists all"));
      }
    }
    List<String> bare = names.stream().map(ConfigExplainCommand::bare).toList();
    return rows.stream().filter(row -> bare.isEmpty() || bare.contains(row.name())).toList();
  }

  private static String bare(String name) {
    return name.replaceFirst("^--", "");
  }

  private static List<String> text(List<Row> rows) {
    return Columns.aligned(
        rows.stream().map(row -> List.of(row.name(), row.value(), row.where())).toList(), WIDEST);
  }

  private static List<String> json(List<Row> rows) {
    return List.of(
        rows.stream().map(ConfigExplainCommand::json).collect(Collectors.joining(",", "[", "]")));
  }

  private static String json(Row row) {
    StringBuilder out = new StringBuilder("{\"name\":");
    JsonText.quote(out, row.name());
    JsonText.quote(out.append(",\"value\":"), row.value());
    JsonText.quote(out.append(",\"source\":"), row.source().toString());
    JsonText.quote(out.append(",\"where\":"), row.where());
    return out.append('}').toString();
  }
}
