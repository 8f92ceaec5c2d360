package dev.logtail.tool.probe;

import dev.logtail.pipeline.transport.WireEvent.Answered;
import dev.logtail.pipeline.transport.WireEvent.Opened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a server's answer to the request for a stream comes to. Pure. */
final class AnswerSteps {
  private static final Duration SLOW = Duration.ofSeconds(1);
  private static final int MOST_QUOTED = 100;
  private static final Pattern TITLE =
      Pattern.compile("<title>([^<]{1,200})</title>", Pattern.CASE_INSENSITIVE);
  private static final Pattern UPGRADE =
      Pattern.compile("upgrade|websocket|connection header", Pattern.CASE_INSENSITIVE);

  /** These pass on what others answer. */
  private static final Pattern PASSES_ON =
      Pattern.compile(
          "nginx|openresty|apache|haproxy|envoy|cloudflare|caddy|traefik|varnish|squid|tinyproxy"
              + "|awselb|lighttpd|gws|microsoft-iis",
          Pattern.CASE_INSENSITIVE);

  private static final Set<Integer> ASKS_FOR_UPGRADE = Set.of(400, 426);

  private AnswerSteps() {}

  /** The stream is open, {@code took} after it was asked for. */
  static List<Step> opened(Optional<Answered> answered, Opened opened, Duration took) {
    String more =
        answered.flatMap(AnswerSteps::between).map(name -> ", through " + name).orElse("")
            + opened.subprotocol().map(name -> ", subprotocol " + name).orElse("");
    String time = ConnectionSteps.millis(took);
    Finding finding = took.compareTo(SLOW) >= 0 ? WayFinding.OPENS_SLOWLY : WayFinding.OPEN;
    Step open = finding.with(time, more).with(answered.map(AnswerSteps::head).orElse(List.of()));
    return List.of(
        open,
        opened.extensions().isEmpty()
            ? StreamFinding.NO_EXTENSIONS.with()
            : agreed(opened.extensions()));
  }

  /** Their names, and all of them with their parameters for those who want to know. */
  private static Step agreed(List<String> extensions) {
    String names =
        extensions.stream()
            .map(extension -> extension.split(";", 2)[0].strip())
            .collect(Collectors.joining(", "));
    return StreamFinding.DEFLATE.with(names).with(extensions);
  }

  /**
   * The server answers, but does not open a stream.
   *
   * @param advice what helps against 401 and 403, and when to come again
   */
  static Step refused(Answered answered, String advice) {
    return refusal(answered, advice).with(head(answered));
  }

  private static Step refusal(Answered answered, String advice) {
    int status = answered.status();
    String body = body(answered);
    Optional<String> target = answered.first("Location");
    if (status / 100 == 3 && target.isPresent()) {
      return ApiVerdicts.isLogin(target.get())
          ? WayFinding.REDIRECTED_TO_LOGIN.with(status, target.get())
          : WayFinding.REDIRECTED.with(status, target.get());
    }
    if (status / 100 == 2) {
      return WayFinding.WEB_PAGE.with(status, body);
    }
    if (ASKS_FOR_UPGRADE.contains(status)) {
      return upgradeIsMissing(answered, body);
    }
    return switch (status) {
      case 401 -> WayFinding.NOT_AUTHORISED.with(status, body, advice);
      case 403 -> WayFinding.FORBIDDEN.with(status, body, advice);
      case 404, 410 -> WayFinding.NO_SUCH_PATH.with(status, body);
      case 408, 425, 429 -> WayFinding.TOO_MANY_REQUESTS.with(status, body, wait(advice));
      case 502 -> WayFinding.NOBODY_BEHIND_PROXY.with(status, proxy(answered), body);
      case 503 -> WayFinding.UNAVAILABLE.with(status, body, wait(advice));
      case 504 -> WayFinding.NO_ANSWER_BEHIND_PROXY.with(status, proxy(answered), body);
      default ->
          status >= 500
              ? WayFinding.SERVER_FAILED.with(status, body)
              : WayFinding.NOT_A_WEB_SOCKET.with(status, body);
    };
  }

  private static Step upgradeIsMissing(Answered answered, String body) {
    Optional<String> between = between(answered);
    int status = answered.status();
    boolean missed = status == 426 || UPGRADE.matcher(answered.body()).find();
    if (!missed) {
      return WayFinding.NOT_A_WEB_SOCKET.with(status, body);
    }
    return between
        .map(name -> WayFinding.UPGRADE_LOST.with(status, name, body))
        .orElseGet(() -> WayFinding.UPGRADE_REQUIRED.with(status, body));
  }

  private static String wait(String advice) {
    return advice.isEmpty() ? "" : "; " + advice;
  }

  private static String proxy(Answered answered) {
    return between(answered).orElse("it does not name itself");
  }

  /** Who stands between: the one that says so, or a server that is known to pass on. */
  private static Optional<String> between(Answered answered) {
    return answered
        .first("Via")
        .or(() -> answered.first("Server").filter(name -> PASSES_ON.matcher(name).find()));
  }

  /** The body's first words, in brackets. */
  private static String body(Answered answered) {
    Matcher title = TITLE.matcher(answered.body());
    String words = title.find() ? title.group(1) : answered.body().replaceAll("<[^>]*>", " ");
    String line = words.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      return "";
    }
    return " ("
        + (line.length() <= MOST_QUOTED ? line : line.substring(0, MOST_QUOTED) + "…")
        + ")";
  }

  private static List<String> head(Answered answered) {
    List<String> lines = new ArrayList<>();
    lines.add("answer: " + answered.status() + " " + answered.reason());
    answered.headers().forEach(header -> lines.add(header.name() + ": " + header.value()));
    return lines;
  }
}
