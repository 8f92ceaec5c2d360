package dev.logtail.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;

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
      ""
    },
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  logtail demo                      look around on simulated workers",
      "  logtail list                      which workers there are",
      "  logtail follow 002050             the worker whose key holds 002050",
      "  logtail follow --lines | grep x   all workers, as lines",
      "  logtail export -O today.ndjson    keep what the servers remember",
      "",
      "'logtail COMMAND --help' tells more about each."
    },
    exitCodeListHeading = "%nExit status:%n")
public final class Logtail implements Runnable {
  /** Answered without the command model, whose making takes longer than the JVM's start. */
  private static final Set<String> VERSION_OPTIONS = Set.of("-V", "--version");

  /** Commands that need no model of the others. */
  private static final Map<String, Class<?>> ALONE =
      Map.of(
          "list", ListCommand.class,
          "follow", FollowCommand.class,
          "export", ExportCommand.class,
          "history", HistoryCommand.class,
          "stats", StatsCommand.class,
          "demo", DemoCommand.class);

  private final Environment environment;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public Logtail(Environment environment) {
    this.environment = environment;
  }

  /** Runs one command line and returns the exit status. */
  public int run(String... args) {
    if (args.length == 1 && VERSION_OPTIONS.contains(args[0])) {
      out().println(new Version().getVersion()[0]);
      return ExitCode.DONE.code();
    }
    return commandLine(args).execute(args);
  }

  private PrintWriter out() {
    return new PrintWriter(new OutputStreamWriter(environment.out(), StandardCharsets.UTF_8), true);
  }

  /** The model of all that {@code args} need: making it all takes a while. */
  CommandLine commandLine(String... args) {
    Map<Class<?>, Supplier<?>> commands = commands();
    CommandLine line = new CommandLine(this, factory(commands));
    Class<?> alone = args.length == 0 ? null : ALONE.get(args[0]);
    for (Class<?> command : alone == null ? commands.keySet() : Set.of(alone)) {
      line.addSubcommand(command);
    }
    ErrorReporter reporter = new ErrorReporter(environment.err());
    line.setOut(out());
    line.setErr(
        new PrintWriter(new OutputStreamWriter(environment.err(), StandardCharsets.UTF_8), true));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            environment.terminal().output() && environment.variable("NO_COLOR").isEmpty()
                ? Ansi.ON
                : Ansi.OFF));
    line.getCommandSpec().usageMessage().exitCodeList(ExitCode.table());
    line.setExecutionStrategy(
        new ConfiguredRun(
            environment, () -> new Logtail(environment).commandLine().getCommandSpec()));
    line.setParameterExceptionHandler(reporter);
    line.setExecutionExceptionHandler(reporter);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false);
    return line;
  }

  /** All commands, in the order of the help. */
  private Map<Class<?>, Supplier<?>> commands() {
    Map<Class<?>, Supplier<?>> commands = new LinkedHashMap<>();
    commands.put(ListCommand.class, () -> new ListCommand(environment));
    commands.put(FollowCommand.class, () -> new FollowCommand(environment));
    commands.put(ExportCommand.class, () -> new ExportCommand(environment));
    commands.put(HistoryCommand.class, () -> new HistoryCommand(environment));
    commands.put(StatsCommand.class, () -> new StatsCommand(environment));
    commands.put(DemoCommand.class, () -> new DemoCommand(environment));
    commands.put(CompletionCommand.class, () -> new CompletionCommand(environment));
    return commands;
  }

  /** Gives the commands the environment; picocli makes everything else by itself. */
  private static IFactory factory(Map<Class<?>, Supplier<?>> commands) {
    IFactory plain = CommandLine.defaultFactory();
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        Supplier<?> command = commands.get(type);
        return command == null ? plain.create(type) : type.cast(command.get());
      }
    };
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
