package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of a session that listens: those of {@link DebugCommands} that mean something there,
 * for all peers, and some for one of them. Pure.
 *
 * <pre>
 *   hello            sends hello to all        :to 2 hello        sends it to the second
 *   :close 1001 bye  says goodbye to all       :close 1001 bye #2 says it to the second
 * </pre>
 */
public final class ListenCommands {
  private static final Set<String> WITHOUT = Set.of(":reconnect", ":close", ":headers", ":stats");
  private static final Pattern ONE = Pattern.compile("(?:(.*)\\s)?#(\\d{1,9})");
  private static final Pattern TO = Pattern.compile("#?(\\d{1,9})(?:\\s(.*))?");

  /** Commands of every session that stand at the end of a list. */
  private static final int LAST = 2;

  private static final List<DebugCommands.Word> OWN =
      List.of(
          new DebugCommands.Word(":to", "N TEXT", "send TEXT to the peer #N"),
          new DebugCommands.Word(":peers", "", "who is connected"),
          new DebugCommands.Word(":stats", "", "what came and went, and of each peer"),
          new DebugCommands.Word(
              ":close", "[CODE] [REASON] [#N]", "close all connections, or that of #N"),
          new DebugCommands.Word(":headers", "[N]", "the requests that peers came with"));

  private ListenCommands() {}

  /** What only a listening session does. */
  sealed interface Own {
    /** Show who is connected. */
    record Peers() implements Own {}

    /** Show what came and went. */
    record Stats() implements Own {}

    /** Show the commands. */
    record Help() implements Own {}

    /** Send to one peer. */
    record To(int peer, Frame frame) implements Own {}

    /** Say goodbye to one peer. */
    record ClosePeer(int peer, int code, String reason) implements Own {}

    /** Show the requests that peers came with; of all where none is named. */
    record Requests(Optional<Integer> peer) implements Own {}
  }

  /** All of them, in the order of the help. */
  public static List<DebugCommands.Word> all() {
    List<DebugCommands.Word> all = new ArrayList<>();
    for (DebugCommands.Word word : DebugCommands.all()) {
      if (!WITHOUT.contains(word.name())) {
        all.add(word);
      }
    }
    all.addAll(all.size() - LAST, OWN);
    return all;
  }

  /** A line each, and what all other lines do. */
  static String help(boolean slash) {
    return DebugCommands.help(all(), slash, "sent to all peers as text");
  }

  /** Empty for a line that every session understands. */
  static Optional<Own> parse(String line) throws DebugSyntaxException {
    String name = line.split("\\s", 2)[0];
    String rest = line.substring(name.length()).strip();
    return switch (name) {
      case ":peers" -> Optional.of(bare(name, rest, new Own.Peers()));
      case ":stats" -> Optional.of(bare(name, rest, new Own.Stats()));
      case ":help" -> Optional.of(bare(name, rest, new Own.Help()));
      case ":to" -> Optional.of(to(rest));
      case ":headers" -> Optional.of(requests(rest));
      case ":close" -> closePeer(rest);
      case ":reconnect" ->
          throw new DebugSyntaxException("peers connect to us; :close [#N] sends them away");
      default -> Optional.empty();
    };
  }

  private static Own bare(String name, String rest, Own command) throws DebugSyntaxException {
    if (!rest.isEmpty()) {
      throw new DebugSyntaxException(name + " takes nothing behind it");
    }
    return command;
  }

  private static Own to(String rest) throws DebugSyntaxException {
    Matcher words = TO.matcher(rest);
    if (!words.matches() || words.group(2) == null) {
      throw new DebugSyntaxException(":to needs a peer's number and a text: :to 2 hello");
    }
    return new Own.To(Integer.parseInt(words.group(1)), new Frame.Text(words.group(2)));
  }

  private static Own requests(String rest) throws DebugSyntaxException {
    if (rest.isEmpty()) {
      return new Own.Requests(Optional.empty());
    }
    Matcher words = TO.matcher(rest);
    if (!words.matches() || words.group(2) != null) {
      throw new DebugSyntaxException(":headers takes a peer's number: :headers 2");
    }
    return new Own.Requests(Optional.of(Integer.parseInt(words.group(1))));
  }

  private static Optional<Own> closePeer(String rest) throws DebugSyntaxException {
    Matcher words = ONE.matcher(rest);
    if (!words.matches()) {
      return Optional.empty();
    }
    String before = words.group(1) == null ? "" : words.group(1);
    DebugCommand.Close close =
        (DebugCommand.Close) DebugCommands.parse((":close " + before).strip(), false);
    return Optional.of(
        new Own.ClosePeer(Integer.parseInt(words.group(2)), close.code(), close.reason()));
  }
}
