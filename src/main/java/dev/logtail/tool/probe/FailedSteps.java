package dev.logtail.tool.probe;

import dev.logtail.model.ShownUrl;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of a dialling that failed, which step it failed at, and why. Pure. */
final class FailedSteps {
  private static final Pattern PROXY =
      Pattern.compile(
          "(the proxy |no such host as that of the proxy |what answers at the proxy's address "
              + "|no answer in time through the proxy "
              + "|no such host '[^']*' \\(DNS\\), which was asked here ).*");
  private static final Pattern INSIDE = Pattern.compile("not a WebSocket server \\((.*)\\)");
  private static final Pattern GOT = Pattern.compile("got '(.*)'");
  private static final Pattern BROKEN = Pattern.compile("the connection broke [^(]*\\((.*)\\)");
  private static final String BROKE = "the connection broke in the handshake";

  /** A sentence on TLS, and what it comes to. */
  private record Reason(Pattern words, Finding finding) {}

  private static final List<Reason> REASONS =
      List.of(
          reason("the certificate of (.+?) expired on (.+?UTC)", WayFinding.CERTIFICATE_EXPIRED),
          reason(
              "the certificate of (.+?) is valid only from (.+?UTC)", WayFinding.CERTIFICATE_EARLY),
          reason(
              "the certificate is for (.+?), not for ([^;]+)", WayFinding.CERTIFICATE_OF_ANOTHER),
          reason("the certificate is self-signed", WayFinding.CERTIFICATE_SELF_SIGNED),
          reason("the certificate's issuer (.+?) is not known here", WayFinding.ISSUER_UNKNOWN),
          reason("the server's key is (.+?), which is not pinned", WayFinding.KEY_NOT_PINNED),
          reason("no version of TLS that is safe", WayFinding.TLS_TOO_OLD),
          reason("wants a client certificate and got none", WayFinding.CLIENT_CERTIFICATE_WANTED));

  private FailedSteps() {}

  private static Reason reason(String words, Finding finding) {
    return new Reason(Pattern.compile(words), finding);
  }

  /** Whether the other scheme is worth a try, since nothing says what is wrong. */
  static boolean isPuzzling(Dialled dialled) {
    boolean late = dialled.at() == Step.Kind.TLS || dialled.at() == Step.Kind.HANDSHAKE;
    return late
        && dialled.answered().isEmpty()
        && dialled.shown().isEmpty()
        && dialled.words().startsWith(BROKE);
  }

  static Step of(Dialled dialled) {
    if (PROXY.matcher(dialled.words()).matches()) {
      return proxy(dialled);
    }
    if (dialled.silence().isPresent() && isTimeout(dialled)) {
      return proxy(dialled.silence().get());
    }
    return switch (dialled.at()) {
      case NAME -> name(dialled);
      case TCP -> tcp(dialled);
      case TLS -> tls(dialled);
      default -> handshake(dialled);
    };
  }

  private static Step proxy(Dialled dialled) {
    StreamFailure.Kind kind =
        dialled
            .ended()
            .map(end -> end.end().failure().kind())
            .orElse(StreamFailure.Kind.UNREACHABLE);
    return proxy(new StreamFailure(kind, dialled.words()));
  }

  private static Step proxy(StreamFailure trouble) {
    String[] parts = parts(trouble.text());
    return WayFinding.PROXY_FAILS.as(
        trouble.kind(),
        parts[0],
        parts[1].isEmpty() ? "--proxy '' goes without a proxy" : parts[1]);
  }

  /** What happened, and what to try, which the transport puts behind a semicolon. */
  private static String[] parts(String words) {
    int cut = words.indexOf("; ");
    return cut < 0
        ? new String[] {words, ""}
        : new String[] {words.substring(0, cut), words.substring(cut + 2)};
  }

  private static Step name(Dialled dialled) {
    return dialled.words().startsWith("no such host")
        ? WayFinding.NO_SUCH_HOST.with(dialled.question().url().getHost())
        : WayFinding.CANNOT_CONNECT.with(dialled.place(), network(dialled.words()));
  }

  /** The network's own words for what broke. */
  private static String network(String words) {
    Matcher broken = BROKEN.matcher(words);
    return broken.matches() ? broken.group(1) : parts(words)[0];
  }

  private static Step tcp(Dialled dialled) {
    String place = dialled.place();
    if (isTimeout(dialled)) {
      return WayFinding.NO_ANSWER_TO_CONNECT.with(place);
    }
    if (!dialled.words().startsWith("connection refused")) {
      return WayFinding.CANNOT_CONNECT.with(place, network(dialled.words()));
    }
    Optional<Worker> worker = dialled.question().worker();
    return worker.isEmpty()
        ? WayFinding.REFUSED.with(place)
        : worker.get().alive()
            ? WayFinding.ALIVE_BUT_REFUSED.with(place)
            : WayFinding.DEAD_AND_GONE.with(place);
  }

  private static boolean isTimeout(Dialled dialled) {
    return dialled.ended().isEmpty() || dialled.words().startsWith("no answer within");
  }

  private static Step tls(Dialled dialled) {
    if (isTimeout(dialled)) {
      return WayFinding.NEVER_ANSWERS.with(dialled.place());
    }
    if (dialled.otherScheme() || dialled.words().contains("does not speak TLS")) {
      return WayFinding.NO_TLS_THERE.with(dialled.place(), otherScheme(dialled));
    }
    return certificates(dialled)
        .orElseGet(
            () ->
                WayFinding.TLS_FAILS.with(
                    parts(dialled.words())[0].replaceFirst("^TLS failed: ", ""), dialled.place()));
  }

  private static Optional<Step> certificates(Dialled dialled) {
    for (Reason reason : REASONS) {
      Matcher matcher = reason.words().matcher(dialled.words());
      if (matcher.find()) {
        Object[] measured = new Object[matcher.groupCount()];
        for (int i = 0; i < measured.length; i++) {
          measured[i] = matcher.group(i + 1).strip();
        }
        return Optional.of(
            ConnectionSteps.refused(dialled.shown(), reason.finding().with(measured)));
      }
    }
    return Optional.empty();
  }

  /** What to dial instead, and who should have known. */
  private static String otherScheme(Dialled dialled) {
    URI url = dialled.question().url();
    String other =
        (dialled.isSecure() ? "ws" : "wss") + url.toString().substring(url.getScheme().length());
    return "use "
        + ShownUrl.in(other)
        + (dialled.question().worker().isPresent() ? "; the API should name it so" : "");
  }

  private static Step handshake(Dialled dialled) {
    Optional<String> inside = inside(dialled.words());
    if (inside.isPresent()) {
      return illegal(dialled, inside.get());
    }
    if (dialled.answered().isPresent()) {
      return answered(dialled);
    }
    if (isTimeout(dialled)) {
      return WayFinding.NEVER_ANSWERS.with(dialled.place());
    }
    return dialled.otherScheme()
        ? WayFinding.TLS_WANTED.with(dialled.place(), otherScheme(dialled))
        : WayFinding.HANGS_UP.with(dialled.place());
  }

  private static Optional<String> inside(String words) {
    Matcher matcher = INSIDE.matcher(words);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static Step illegal(Dialled dialled, String words) {
    Matcher got = GOT.matcher(words);
    if (got.matches()) {
      return WayFinding.NO_WEB_SERVER.with(got.group(1));
    }
    if (words.startsWith("it answers in TLS")) {
      return WayFinding.TLS_WANTED.with(dialled.place(), otherScheme(dialled));
    }
    if (words.startsWith("it answers in HTTP/1.0")) {
      return WayFinding.OLD_HTTP.with();
    }
    return words.contains("does not prove")
        ? WayFinding.KEY_NOT_PROVED.with()
        : WayFinding.ILLEGAL_ANSWER.with(words);
  }

  private static Step answered(Dialled dialled) {
    if (dialled.words().contains("the server speaks TLS there")) {
      return WayFinding.TLS_WANTED.with(dialled.place(), otherScheme(dialled));
    }
    return certificates(dialled)
        .orElseGet(
            () -> AnswerSteps.refused(dialled.answered().orElseThrow(), advice(dialled.words())));
  }

  /** What to try stands behind the quoted body, where there is one. */
  private static String advice(String words) {
    int quoted = words.lastIndexOf("); ");
    return quoted < 0 ? parts(words)[1] : words.substring(quoted + 3);
  }
}
