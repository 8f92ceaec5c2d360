package dev.logtail.view.alert;

import dev.logtail.model.Alert;
import dev.logtail.model.Sink;
import dev.logtail.runtime.ChildProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Shows a notification on the desktop, by the program that the system has for that. */
public final class DesktopAction implements AlertAction {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int MOST_OUTPUT = 1024;

  /**
   * How such a program is told what to show; the texts are arguments of their own.
   *
   * @param markup whether it takes its text for markup with backslashes in it
   */
  private record Dialect(String program, List<String> options, boolean markup) {
    String text(String plain) {
      return markup
          ? plain
              .replace("\\", "\\\\")
              .replace("&", "&amp;")
              .replace("<", "&lt;")
              .replace(">", "&gt;")
          : plain;
    }
  }

  private static final Dialect NOTIFY_SEND =
      new Dialect("notify-send", List.of("--app-name=logtail", "--"), true);

  /** The script is always the same: what is to be shown is no part of it. */
  private static final Dialect OSASCRIPT =
      new Dialect(
          "osascript",
          List.of(
              "-e",
              "on run argv",
              "-e",
              "display notification (item 2 of argv) with title (item 1 of argv)",
              "-e",
              "end run",
              "--"),
          false);

  private final Path program;
  private final Dialect dialect;
  private final Map<String, String> environment;

  private DesktopAction(Path program, Dialect dialect, Map<String, String> environment) {
    this.program = program;
    this.dialect = dialect;
    this.environment = Map.copyOf(environment);
  }

  /**
   * The action, by the first program that is there; empty where none is.
   *
   * @param finder finds programs by name
   * @param environment what the program may see
   */
  public static Optional<DesktopAction> find(
      Function<String, Optional<Path>> finder, Map<String, String> environment) {
    for (Dialect dialect : List.of(NOTIFY_SEND, OSASCRIPT)) {
      Optional<Path> found = finder.apply(dialect.program);
      if (found.isPresent()) {
        return Optional.of(new DesktopAction(found.get(), dialect, environment));
      }
    }
    return Optional.empty();
  }

  @Override
  public String name() {
    return "notify";
  }

  @Override
  public void take(Alert alert, Sink<String> said) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(dialect.options);
    words.add("logtail: " + alert.condition());
    words.add(dialect.text(AlertText.line(alert)));
    ChildProgram.End end =
        new ChildProgram(words, environment, LIMIT, MOST_OUTPUT).run(new byte[0]);
    if (end.timedOut()) {
      throw new IOException(dialect.program + " does not answer");
    }
    if (end.status() != 0) {
      String why = end.errors().lines().findFirst().orElse("status " + end.status());
      throw new IOException(dialect.program + " failed: " + why);
    }
  }
}
