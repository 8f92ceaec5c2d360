package dev.logtail.view.alert;

import dev.logtail.model.Alert;
import dev.logtail.model.DurationText;
import dev.logtail.model.Sink;
import dev.logtail.runtime.ChildProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs a program of the user's with the entry as one line of JSON on its standard input. No part of
 * an entry ever stands on its command line. {@code ALERT_CONDITION} and {@code ALERT_MORE} in its
 * environment tell what was asked for and how many were held back.
 */
public final class ProgramAction implements AlertAction {
  private static final int MOST_OUTPUT = 4096;
  private static final int MOST_LINES = 10;

  private final List<String> words;
  private final Map<String, String> environment;
  private final Duration limit;

  /**
   * @param words the program's file and its arguments
   * @param environment what it may see
   * @param limit how long it may take
   */
  public ProgramAction(List<String> words, Map<String, String> environment, Duration limit) {
    this.words = List.copyOf(words);
    this.environment = Map.copyOf(environment);
    this.limit = limit;
  }

  @Override
  public String name() {
    return "exec:" + Path.of(words.get(0)).getFileName();
  }

  @Override
  public void take(Alert alert, Sink<String> said) throws IOException, InterruptedException {
    Map<String, String> seen = new HashMap<>(environment);
    seen.put("ALERT_CONDITION", alert.condition());
    seen.put("ALERT_MORE", Long.toString(alert.more()));
    ChildProgram program = new ChildProgram(words, seen, limit, MOST_OUTPUT);
    byte[] input = AlertText.json(alert).getBytes(StandardCharsets.UTF_8);
    ChildProgram.End end = program.run(input);
    List<String> lines = Stream.concat(end.output().lines(), end.errors().lines()).toList();
    lines.stream().limit(MOST_LINES).forEach(line -> said.accept(name() + ": " + line));
    if (end.timedOut()) {
      throw new IOException("was killed: it took longer than " + DurationText.of(limit));
    }
    if (end.status() != 0) {
      throw new IOException("ended with status " + end.status() + lastLine(lines));
    }
  }

  private static String lastLine(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .map(line -> ": " + line)
        .orElse("");
  }
}
