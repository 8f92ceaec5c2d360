package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.TlsFailure;
import dev.logtail.pipeline.discovery.ApiInquiry;
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

  private static final Pattern LOGIN_URL =
      Pattern.compile(
          "[/.](log[-_]?in|sign[-_]?in|sso|oauth2?|auth|saml)\\b", Pattern.CASE_INSENSITIVE);

  private ApiVerdicts() {}

  /**
   * Why an answer is none that helps.
   *
   * @param reply of any status but 200
   * @param advice what a user can do about a 401 or 403
   */
  static Step refused(Reply reply, String advice) {
    String place = reply.url().getRawAuthority();
    Optional<TlsFailure> tls = TlsFailure.inAnswer(reply.status(), reply.body());
    if (tls.isPresent()) {
      return tls.get().reason() == TlsFailure.Reason.TLS_WANTED
          ? ApiFinding.API_SPEAKS_TLS.with(place)
          : TlsSteps.refused(tls.get(), Optional.empty(), place);
    }
    if (reply.status() == 426 || isWebSocketServer(reply)) {
      return ApiFinding.WEB_SOCKET_SERVER.with(status(reply), place);
    }
    Optional<String> speaker = InBetween.speaker(reply);
    if (speaker.isPresent()) {
      return proxys(reply, speaker.get());
    }
    return switch (reply.status() / 100) {
      case 3 -> redirected(reply);
      case 4 -> clientError(reply, advice);
      case 5 -> serverError(reply);
      default -> ApiFinding.ODD_STATUS.with(status(reply));
    };
  }

  private static Step proxys(Reply reply, String sign) {
    if (reply.status() == 407) {
      return ApiFinding.PROXY_WANTS_USER.with(status(reply));
    }
    StreamFailure.Kind trouble =
        switch (reply.status()) {
          case 401, 403 -> StreamFailure.Kind.UNAUTHORISED;
          default ->
              reply.status() >= 500 ? StreamFailure.Kind.UNREACHABLE : StreamFailure.Kind.PROTOCOL;
        };
    return ApiFinding.PROXY_ANSWERED.as(trouble, status(reply), quoted(sign));
  }

  private static boolean isWebSocketServer(Reply reply) {
    return reply.status() >= 400 && reply.body().toLowerCase(Locale.ROOT).contains("websocket");
  }

  private static Step redirected(Reply reply) {
    String to = reply.first("location").orElse("");
    String base = to.replaceFirst(ApiInquiry.WORKERS + "/?(\\?.*)?$", "");
    if (to.isEmpty()) {
      return ApiFinding.REDIRECTS_NOWHERE.with(reply.status());
    }
    return isLogin(to)
        ? ApiFinding.REDIRECTS_TO_LOGIN.with(reply.status(), quoted(to))
        : ApiFinding.REDIRECTS_AWAY.with(reply.status(), quoted(to), base);
  }

  /** Whether a URL looks like one where people log in. */
  static boolean isLogin(String url) {
    return LOGIN_URL.matcher(url).find();
  }

  private static Step clientError(Reply reply, String advice) {
    String told = status(reply);
    return switch (reply.status()) {
      case 401 ->
          isExpired(reply)
              ? ApiFinding.TOKEN_EXPIRED.with(told, advice)
              : ApiFinding.WHO_ASKS_UNKNOWN.with(told, advice);
      case 403 -> ApiFinding.MAY_NOT_SEE.with(told, advice);
      case 407 -> ApiFinding.PROXY_WANTS_USER.with(told);
      case 408, 429 -> ApiFinding.API_BUSY.with(told);
      default -> ApiFinding.ODD_STATUS.with(told);
    };
  }

  private static boolean isExpired(Reply reply) {
    return (reply.body() + reply.headers()).toLowerCase(Locale.ROOT).contains("expired");
  }

  private static Step serverError(Reply reply) {
    boolean gateway = reply.status() >= 502 && reply.status() <= 504;
    String who = reply.first("server").map(name -> " " + quoted(name)).orElse("");
    return gateway
        ? ApiFinding.NOBODY_BEHIND_GATEWAY.with(who, status(reply))
        : ApiFinding.API_FAILED.with(status(reply));
  }

  /** A success whose body is no list. */
  static Step notTheList(Reply reply, WireFormatException why) {
    String body = reply.body().strip();
    if (isPage(reply)) {
      return page(reply);
    }
    if (body.isEmpty()) {
      return ApiFinding.LIST_EMPTY_ANSWER.with(reply.status());
    }
    if (body.startsWith("[")) {
      return ApiFinding.LIST_IS_ARRAY.with(reply.status());
    }
    return body.startsWith("{")
        ? json(reply.status(), String.valueOf(why.getMessage()))
        : ApiFinding.LIST_IS_TEXT.with(reply.status(), quoted(body));
  }

  private static Step json(int status, String why) {
    boolean whole = why.matches("(not )?a JSON object.*");
    String words = quoted(why.replaceFirst(" ?\\(start marker.*", ""));
    return whole
        ? ApiFinding.LIST_IS_OTHER_JSON.with(status, words)
        : ApiFinding.LIST_BROKEN.with(status, words);
  }

  static boolean isPage(Reply reply) {
    return reply.body().stripLeading().startsWith("<")
        || reply.first("content-type").filter(type -> type.startsWith("text/html")).isPresent();
  }

  private static Step page(Reply reply) {
    String title = title(reply).map(text -> " (" + text + ")").orElse("");
    Optional<String> sign = InBetween.sign(reply);
    if (sign.isPresent()) {
      return ApiFinding.PROXY_PAGE.with(title, quoted(sign.get()));
    }
    return LOGIN.matcher(reply.body()).find()
        ? ApiFinding.LOGIN_PAGE.with(reply.status(), title)
        : ApiFinding.PAGE.with(reply.status(), title);
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

  /** Foreign text on one line, cut. */
  static String quoted(String foreign) {
    String line = foreign.strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }
}
