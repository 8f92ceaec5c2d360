package dev.logtail.tool.debug;

import dev.logtail.model.ErrorPlace;
import dev.logtail.model.Spelling;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.wire.JsonCheck;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The commands of a debug session: the one table that typed lines are looked up in and that the
 * help is made of. Pure.
 *
 * <pre>
 *   hello           sends hello           :ping              pings
 *   :text :foo      sends :foo            :close 1001 bye    closes
 * </pre>
 */
public final class DebugCommands {
  static final String MARK = ":";
  private static final int NORMAL = 1000;

  /** Makes a command of what stands behind its name. */
  @FunctionalInterface
  private interface Reader {
    DebugCommand read(String rest) throws DebugSyntaxException;
  }

  /**
   * A command.
   *
   * @param name with its colon
   * @param arguments as the help shows them; empty where there are none
   * @param help one line
   */
  public record Word(String name, String arguments, String help) {
    /** Name and arguments. */
    public String usage() {
      return arguments.isEmpty() ? name : name + " " + arguments;
    }
  }

  private record Row(Word word, Reader reader) {}

  private static final List<Row> ROWS =
      List.of(
          row(":ping", "[TEXT]", "ping; tells how long the pong took", DebugCommands::ping),
          row(":pong", "[TEXT]", "a pong that nobody asked for", DebugCommands::pong),
          row(":close", "[CODE] [REASON]", "close, 1000 unless told", DebugCommands::close),
          row(":text", "TEXT", "send TEXT, whatever it begins with", DebugCommands::text),
          row(":json", "JSON", "check JSON, then send it", DebugCommands::json),
          row(":send-bin", "HEX", "send these bytes: 00 ff 7e", DebugCommands::bytes),
          row(":send-file", "FILE", "send a file, as text where it is UTF-8", DebugCommands::file),
          bare(":headers", "request and answer, secrets hidden", new DebugCommand.Headers()),
          bare(":rate", "how much comes, over 1 s, 10 s and 60 s", new DebugCommand.Rate()),
          bare(":stats", "what came and went, round trips", new DebugCommand.Stats()),
          row(
              ":save",
              "[FILE]",
              "write frames to FILE from now on; alone: stop",
              DebugCommands::save),
          row(
              ":more",
              "[FILE]",
              "the last message that was cut, whole; or into FILE",
              DebugCommands::more),
          bare(":pause", "show nothing that comes; again: go on", new DebugCommand.Pause()),
          bare(":reconnect", "connect anew", new DebugCommand.Reconnect()),
          bare(":help", "this list", new DebugCommand.Help()),
          bare(":quit", "close and leave", new DebugCommand.Quit()));

  private DebugCommands() {}

  /** All of them, in the order of the help. */
  public static List<Word> all() {
    return ROWS.stream().map(Row::word).toList();
  }

  /** A line each, and what all other lines do. */
  public static String help(boolean slash) {
    return help(all(), slash, "sent as text");
  }

  /** The same of other commands. */
  static String help(List<Word> words, boolean slash, String otherwise) {
    int width = words.stream().mapToInt(word -> word.usage().length()).max().orElse(0);
    String rows =
        words.stream()
            .map(word -> "  " + pad(word.usage(), width) + "  " + word.help())
            .collect(Collectors.joining("\n"));
    String also = slash ? "\n  /ping, /pong and /close do as :ping, :pong and :close" : "";
    return rows + "\n  any other line is " + otherwise + also;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /**
   * What a person's line asks for.
   *
   * @param slash whether {@code /ping}, {@code /pong} and {@code /close} are commands too
   */
  public static DebugCommand parse(String line, boolean slash) throws DebugSyntaxException {
    if (isSlashed(line, slash)) {
      return slashed(line);
    }
    if (!line.startsWith(MARK)) {
      return new DebugCommand.Send(new Frame.Text(line), false);
    }
    String name = name(line);
    Row row =
        ROWS.stream()
            .filter(known -> known.word().name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name));
    return row.reader().read(rest(line, name));
  }

  /** What a message of a pipe asks for: it is data, and a colon is nothing special. */
  public static DebugCommand parsePiped(Frame message, boolean slash) throws DebugSyntaxException {
    return message instanceof Frame.Text text && isSlashed(message, slash)
        ? slashed(text.text())
        : new DebugCommand.Send(message, false);
  }

  /** Whether {@code message} is a command in wscat's form. */
  static boolean isSlashed(Frame message, boolean slash) {
    return message instanceof Frame.Text text && isSlashed(text.text(), slash);
  }

  /** Whether {@code line} is a command in wscat's form. */
  private static boolean isSlashed(String line, boolean slash) {
    return slash && line.startsWith("/");
  }

  private static DebugCommand slashed(String line) throws DebugSyntaxException {
    String name = name(line);
    String rest = rest(line, name);
    return switch (name) {
      case "/ping" -> ping(rest);
      case "/pong" -> pong(rest);
      case "/close" -> close(rest);
      default ->
          throw new DebugSyntaxException(
              "unknown command "
                  + name
                  + Spelling.hint(name, List.of("/ping", "/pong", "/close"))
                  + "; without --slash such a line is sent");
    };
  }

  private static String name(String line) {
    return line.split("\\s", 2)[0];
  }

  /** One blank parts a name and what it is about; all others belong to that. */
  private static String rest(String line, String name) {
    return line.length() > name.length() ? line.substring(name.length() + 1) : "";
  }

  private static DebugSyntaxException unknown(String name) {
    List<String> names = all().stream().map(Word::name).toList();
    String hint =
        Spelling.nearest(name, names)
            .map(near -> "; did you mean " + near + "? :text sends such a line")
            .orElse("; :help lists them, :text sends such a line");
    return new DebugSyntaxException("unknown command " + name + hint);
  }

  private static DebugCommand ping(String rest) {
    return new DebugCommand.Ping(Optional.of(rest.strip()).filter(text -> !text.isEmpty()));
  }

  private static DebugCommand pong(String rest) {
    return new DebugCommand.Send(new Frame.Pong(Frame.Bytes.of(rest.strip())), true);
  }

  private static DebugCommand close(String rest) throws DebugSyntaxException {
    String words = rest.strip();
    String first = name(words);
    if (!first.matches("\\d+")) {
      return new DebugCommand.Close(NORMAL, words);
    }
    if (first.length() != 4) {
      throw new DebugSyntaxException(":close " + first + ": a code has four digits: 1000 to 4999");
    }
    return new DebugCommand.Close(Integer.parseInt(first), rest(words, first).strip());
  }

  private static DebugCommand text(String rest) {
    return new DebugCommand.Send(new Frame.Text(rest), true);
  }

  private static DebugCommand json(String rest) throws DebugSyntaxException {
    String json = needed(":json", "JSON", rest);
    Optional<JsonCheck.Fault> fault = JsonCheck.fault(json);
    if (fault.isPresent()) {
      int column = new ErrorPlace(json, fault.get().index()).column();
      throw new DebugSyntaxException(
          "not sent, no JSON at column " + column + ": " + fault.get().why());
    }
    return new DebugCommand.Send(new Frame.Text(json), true);
  }

  private static DebugCommand bytes(String rest) throws DebugSyntaxException {
    String digits = needed(":send-bin", "HEX", rest).replaceAll("0[xX]|[\\s:,]", "");
    try {
      Frame.Bytes payload = Frame.Bytes.of(HexFormat.of().parseHex(digits));
      return new DebugCommand.Send(new Frame.Binary(payload), true);
    } catch (IllegalArgumentException e) {
      throw new DebugSyntaxException(
          "not sent: '" + rest.strip() + "' is no row of bytes; write 00 ff 7e or 00ff7e");
    }
  }

  private static DebugCommand file(String rest) throws DebugSyntaxException {
    return new DebugCommand.SendFile(path(needed(":send-file", "FILE", rest)));
  }

  private static DebugCommand save(String rest) throws DebugSyntaxException {
    return new DebugCommand.Save(anyPath(rest));
  }

  private static DebugCommand more(String rest) throws DebugSyntaxException {
    return new DebugCommand.More(anyPath(rest));
  }

  private static Optional<Path> anyPath(String rest) throws DebugSyntaxException {
    String name = rest.strip();
    return name.isEmpty() ? Optional.empty() : Optional.of(path(name));
  }

  private static Path path(String name) throws DebugSyntaxException {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new DebugSyntaxException("'" + name + "' names no file: " + e.getReason());
    }
  }

  private static String needed(String command, String what, String rest)
      throws DebugSyntaxException {
    String given = rest.strip();
    if (given.isEmpty()) {
      throw new DebugSyntaxException(command + " needs " + what + ": " + command + " " + what);
    }
    return given;
  }

  private static Row row(String name, String arguments, String help, Reader reader) {
    return new Row(new Word(name, arguments, help), reader);
  }

  private static Row bare(String name, String help, DebugCommand command) {
    Reader reader =
        rest -> {
          if (!rest.isBlank()) {
            throw new DebugSyntaxException(name + " takes nothing behind it");
          }
          return command;
        };
    return row(name, "", help, reader);
  }
}
