package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.WireEvent;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the heads of requests and answers for people, without what lets one in. Pure. */
public final class HeaderText {
  private static final Pattern SECRET =
      Pattern.compile(
          "(proxy-)?authorization|(set-)?cookie2?|.*(token|secret|password|api-?key).*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SCHEME = Pattern.compile("(Basic|Bearer|Digest) .*", Pattern.DOTALL);

  private HeaderText() {}

  /** {@code NAME: VALUE}, the value hidden where its name says that it is a secret. */
  public static String line(WireEvent.Header header) {
    return header.name() + ": " + (isSecret(header) ? hidden(header.value()) : header.value());
  }

  private static boolean isSecret(WireEvent.Header header) {
    return SECRET.matcher(header.name()).matches();
  }

  /** The scheme is no secret. */
  private static String hidden(String value) {
    Matcher scheme = SCHEME.matcher(value);
    return scheme.matches() ? scheme.group(1) + " ****" : "****";
  }

  /** {@code HTTP 403 Forbidden}. */
  public static String status(WireEvent.Answered answer) {
    return ("HTTP " + answer.status() + " " + answer.reason()).strip();
  }

  /** A line each, {@code >} before what we said and {@code <} before what came. */
  static String of(Optional<WireEvent.Asked> asked, Optional<WireEvent.Answered> answered) {
    Stream<String> request = asked.stream().flatMap(ask -> lines("> ", ask.line(), ask.headers()));
    Stream<String> answer =
        answered.stream().flatMap(came -> lines("< ", status(came), came.headers()));
    String text = Stream.concat(request, answer).collect(Collectors.joining("\n"));
    return text.isEmpty() ? "nothing was asked yet" : text;
  }

  private static Stream<String> lines(String mark, String first, List<WireEvent.Header> headers) {
    return Stream.concat(Stream.of(first), headers.stream().map(HeaderText::line))
        .map(line -> mark + line);
  }
}
