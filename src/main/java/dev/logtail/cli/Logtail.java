package dev.logtail.cli;

import dev.logtail.cli.help.OptionList;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TraceLevel;

/** The program as its command line: finds the command, runs it, reports what went wrong. */
@Command(
    name = "logtail",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "A log console for workers that stream their logs over WebSockets.",
    description = {
      "",
      "Finds every worker through the REST API, follows them all at once, and shows "
          + "one merged, coloured, searchable console in the terminal, or plain lines in a "
          + "pipe.",
      "",
      "'logtail COMMAND --help' tells about a command, 'logtail help TOPIC' about targets, "
          + "filter, times, formats, templates, alerts, keys, debug-commands, exit-codes and "
          + "environment.",
      ""
    },
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail demo                      # look around on simulated workers",
      "  logtail list                      # which workers there are",
      "  logtail follow 002050             # the worker whose key holds 002050",
      "  logtail follow --lines | grep -i order",
      "  logtail export -O today.ndjson    # keep what the servers remember"
    },
    exitCodeListHeading = "%nExit status:%n")
public final class Logtail implements Runnable {
  /** Answered without the command model, whose making takes longer than the JVM's start. */
  private static final Set<String> VERSION_OPTIONS = Set.of("-V", "--version");

  /** Commands that tell of all others. */
  private static final Set<String> TELL_OF_ALL = Set.of("help", "completion", "man");

  private final Environment environment;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public Logtail(Environment environment) {
    this.environment = environment;
  }

  /** All commands, in the order of the help. */
  private Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("list", () -> new ListCommand(environment));
    commands.put("follow", () -> new FollowCommand(environment));
    commands.put("export", () -> new ExportCommand(environment));
    commands.put("history", () -> new HistoryCommand(environment));
    commands.put("stats", () -> new StatsCommand(environment));
    commands.put("debug", () -> new DebugCommand(environment));
    commands.put("check", () -> new CheckCommand(environment));
    commands.put("demo", () -> new DemoCommand(environment));
    commands.put("config", () -> new ConfigCommand(environment));
    commands.put("help", () -> new HelpCommand(environment));
    commands.put("completion", () -> new CompletionCommand(environment));
    commands.put("man", () -> new ManCommand(environment));
    return commands;
  }

  /** Runs one command line and returns the exit status. */
  @SuppressWarnings("IllegalCatch") // an error is told like any other defect
  public int run(String... args) {
    if (args.length == 1 && VERSION_OPTIONS.contains(args[0])) {
      out().println(new Version().getVersion()[0]);
      return ExitCode.DONE.code();
    }
    if (args.length > 0 && args[0].equals(CompletionAnswers.COMMAND)) {
      return new CompletionAnswers(environment).answer(List.of(args).subList(1, args.length));
    }
    ErrorReporter reporter = new ErrorReporter(environment.err(), args);
    try {
      return commandLine(args)
          .setParameterExceptionHandler(reporter)
          .setExecutionExceptionHandler(reporter)
          .execute(args);
    } catch (Error e) {
      return reporter.defect(e);
    }
  }

  /** Tells what a thread died of, as every other defect. */
  public void tellDefect(Throwable e, String... args) {
    new ErrorReporter(environment.err(), args).defect(e);
  }

  private PrintWriter out() {
    return new PrintWriter(new OutputStreamWriter(environment.out(), StandardCharsets.UTF_8), true);
  }

  /** The model of all commands. */
  static CommandLine.Model.CommandSpec model(Environment environment) {
    return new Logtail(environment).commandLine().getCommandSpec();
  }

  /** The model of all that {@code args} need: making it all takes a while. */
  CommandLine commandLine(String... args) {
    CommandLine line = new CommandLine(this);
    Map<String, Supplier<Object>> commands = commands();
    Stream.of(args)
        .limit(1)
        .filter(name -> commands.containsKey(name) && !TELL_OF_ALL.contains(name))
        .findFirst()
        .ifPresent(alone -> commands.keySet().retainAll(Set.of(alone)));
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    configure(line);
    tellVersion(line);
    return line;
  }

  /** Commands do not inherit it. */
  private static void tellVersion(CommandLine line) {
    line.getCommandSpec().versionProvider(new Version());
    line.getSubcommands().values().forEach(Logtail::tellVersion);
  }

  /** What holds for every command. */
  private void configure(CommandLine line) {
    line.setOut(out());
    line.setErr(
        new PrintWriter(new OutputStreamWriter(environment.err(), StandardCharsets.UTF_8), true));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            environment.terminal().output() && environment.variable("NO_COLOR").isEmpty()
                ? Ansi.ON
                : Ansi.OFF));
    line.getCommandSpec().usageMessage().exitCodeList(ExitCode.table());
    Map<String, IHelpSectionRenderer> sections = new HashMap<>(line.getHelpSectionMap());
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionList());
    line.setHelpSectionMap(sections);
    line.setExecutionStrategy(new ConfiguredRun(environment, () -> model(environment)));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false);
    // Behind an alias, what is typed last holds; picocli would tell of it.
    line.setOverwrittenOptionsAllowed(true);
    CommandLine.tracer().setLevel(TraceLevel.OFF);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
