package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.TlsFailure;
import dev.logtail.pipeline.discovery.ApiInquiry.Reply;
import dev.logtail.wire.WireFormatException;
import dev.logtail.wire.WorkerListReader;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what an answer to {@code GET /api/workers} means that is no list of workers. Pure. */
final class ApiVerdicts {
  private static final int MAX_QUOTED = 120;
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>\\s*([^<]*?)\\s*</title", Pattern.CASE_INSENSITIVE);
  private static final Pattern LOGIN =
      Pattern.compile("type=.?password|sign in|log ?in|anmeld", Pattern.CASE_INSENSITIVE);

  private ApiVerdicts() {}

  /**
   * Why an answer is none that helps.
   *
   * @param reply of any status but 200
   * @param advice what a user can do about a 401 or 403
   */
  static Step refused(Reply reply, String advice) {
    Optional<String> tls = TlsFailure.inAnswer(reply.status(), reply.body());
    if (tls.isPresent()) {
      return Step.fail(
          Step.Kind.TLS,
          new StreamFailure(StreamFailure.Kind.TLS, tls.get()),
          "is it one that the server's authority has signed? --cert FILE gives another");
    }
    if (reply.status() == 426 || isWebSocketServer(reply)) {
      return fail(
          StreamFailure.Kind.PROTOCOL,
          "a WebSocket server answers there, not the API (" + status(reply) + ")",
          "if it is a stream, check ws://" + reply.url().getRawAuthority() + " itself");
    }
    Optional<String> speaker = InBetween.speaker(reply);
    if (speaker.isPresent()) {
      return proxys(reply, speaker.get());
    }
    return switch (reply.status() / 100) {
      case 3 -> redirected(reply);
      case 4 -> clientError(reply, advice);
      case 5 -> serverError(reply);
      default ->
          fail(
              StreamFailure.Kind.PROTOCOL,
              "answered " + status(reply) + " where 200 is due",
              "is this the API?");
    };
  }

  private static Step proxys(Reply reply, String sign) {
    StreamFailure.Kind trouble =
        switch (reply.status()) {
          case 401, 403, 407 -> StreamFailure.Kind.UNAUTHORISED;
          default ->
              reply.status() >= 500 ? StreamFailure.Kind.UNREACHABLE : StreamFailure.Kind.PROTOCOL;
        };
    return Step.fail(
        Step.Kind.PROXY,
        trouble,
        "a proxy in between answered " + status(reply) + " itself (" + quoted(sign) + ")",
        "can it reach the API, and may it? --proxy '' or --no-proxy HOST goes around it");
  }

  private static boolean isWebSocketServer(Reply reply) {
    return reply.status() >= 400 && reply.body().toLowerCase(Locale.ROOT).contains("websocket");
  }

  private static Step redirected(Reply reply) {
    String to = reply.first("location").orElse("");
    return fail(
        StreamFailure.Kind.PROTOCOL,
        "redirects elsewhere (" + reply.status() + "), to " + quoted(to) + "; that is not followed",
        to.isEmpty()
            ? "is this the API?"
            : "if you trust it, use " + to.replaceFirst("/api/workers/?(\\?.*)?$", ""));
  }

  private static Step clientError(Reply reply, String advice) {
    String told = status(reply);
    return switch (reply.status()) {
      case 401 ->
          unauthorised(
              isExpired(reply)
                  ? "the token has expired (" + told + ")"
                  : "who asks is not known (" + told + ")",
              isExpired(reply) ? "get a new token; " + advice : advice);
      case 403 -> unauthorised("this user may not see the workers (" + told + ")", advice);
      case 407 ->
          Step.fail(
              Step.Kind.PROXY,
              StreamFailure.Kind.UNAUTHORISED,
              "a proxy in between wants a user (" + told + ")",
              "give it with --proxy http://USER:PASSWORD@HOST:PORT");
      case 408, 429 ->
          fail(
              StreamFailure.Kind.UNREACHABLE,
              "the API has too much to do (" + told + ")",
              "try again later, and ask less often");
      default ->
          fail(
              StreamFailure.Kind.PROTOCOL,
              "answered " + told,
              "is this the API? --api URL gives another one");
    };
  }

  private static Step unauthorised(String measured, String hint) {
    return fail(StreamFailure.Kind.UNAUTHORISED, measured, hint);
  }

  private static boolean isExpired(Reply reply) {
    return (reply.body() + reply.headers()).toLowerCase(Locale.ROOT).contains("expired");
  }

  private static Step serverError(Reply reply) {
    boolean gateway = reply.status() >= 502 && reply.status() <= 504;
    String who = reply.first("server").map(name -> " " + quoted(name)).orElse("");
    return gateway
        ? fail(
            StreamFailure.Kind.UNREACHABLE,
            "the gateway" + who + " in front can't reach the API (" + status(reply) + ")",
            "the API behind it is down or overloaded: look at it there")
        : fail(
            StreamFailure.Kind.UNREACHABLE,
            "the API itself failed (" + status(reply) + ")",
            "its own log tells why; logtail can do nothing about it");
  }

  /** A success whose body is no list. */
  static Step notTheList(Reply reply, WireFormatException why) {
    String body = reply.body().strip();
    if (isPage(reply)) {
      return page(reply);
    }
    String shape =
        body.isEmpty()
            ? "nothing"
            : body.startsWith("{")
                ? json(String.valueOf(why.getMessage()))
                : body.startsWith("[")
                    ? "a JSON array where an object is due"
                    : "text that is not JSON (" + quoted(body) + ")";
    return Step.fail(
        Step.Kind.LISTING,
        StreamFailure.Kind.PROTOCOL,
        "answered " + reply.status() + " with " + shape,
        "is this the API, in a version that is known? --api URL gives another one");
  }

  private static String json(String why) {
    boolean whole = why.matches("(not )?a JSON object.*");
    return (whole ? "JSON that is no list of workers (" : "broken JSON (")
        + quoted(why.replaceFirst(" ?\\(start marker.*", ""))
        + ")";
  }

  static boolean isPage(Reply reply) {
    return reply.body().stripLeading().startsWith("<")
        || reply.first("content-type").filter(type -> type.startsWith("text/html")).isPresent();
  }

  private static Step page(Reply reply) {
    String what = "a web page" + title(reply).map(text -> " (" + text + ")").orElse("");
    Optional<String> sign = InBetween.sign(reply);
    if (sign.isPresent()) {
      return Step.fail(
          Step.Kind.PROXY,
          StreamFailure.Kind.PROTOCOL,
          "a proxy in between answered with " + what + ", not the API; " + quoted(sign.get()),
          "go around it with --proxy '' or --no-proxy HOST, or have it let this through");
    }
    return fail(
        StreamFailure.Kind.PROTOCOL,
        "answered " + reply.status() + " with " + what + ", not with JSON",
        LOGIN.matcher(reply.body()).find()
            ? "a login page: whoever guards the API wants another login than it was given"
            : "a web page's server is there, or a proxy in between; is the base path right?");
  }

  private static Optional<String> title(Reply reply) {
    Matcher title = TITLE.matcher(reply.body());
    return title.find() && !title.group(1).isBlank()
        ? Optional.of("'" + quoted(title.group(1)) + "'")
        : Optional.empty();
  }

  /** {@code 404: Not Found}, with the reason that the answer itself gives. */
  static String status(Reply reply) {
    return reply.status() + reason(reply).map(text -> ": " + text).orElse("");
  }

  private static Optional<String> reason(Reply reply) {
    if (isPage(reply)) {
      return title(reply);
    }
    boolean text = reply.first("content-type").filter(t -> t.startsWith("text/plain")).isPresent();
    return text
        ? reply.body().lines().findFirst().filter(line -> !line.isBlank()).map(ApiVerdicts::quoted)
        : WorkerListReader.problem(reply.body()).map(ApiVerdicts::quoted);
  }

  private static Step fail(StreamFailure.Kind trouble, String measured, String hint) {
    return Step.fail(Step.Kind.API, trouble, measured, hint);
  }

  /** Foreign text on one line, cut. */
  static String quoted(String foreign) {
    String line = foreign.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }
}
