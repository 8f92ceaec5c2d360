package dev.logtail.tool.probe;

import dev.logtail.model.ShownUrl;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import dev.logtail.pipeline.access.TlsFailure;
import dev.logtail.pipeline.transport.Obstacle;
import java.net.URI;
import java.util.Optional;

/** Says of a dialling that failed, which step it failed at, and why. Pure. */
final class FailedSteps {
  private FailedSteps() {}

  /** Whether the other scheme is worth a try, since nothing says what is wrong. */
  static boolean isPuzzling(Dialled dialled) {
    boolean late = dialled.at() == Step.Kind.TLS || dialled.at() == Step.Kind.HANDSHAKE;
    return late
        && dialled.answered().isEmpty()
        && dialled.shown().isEmpty()
        && dialled.obstacle().kind() == Obstacle.Kind.BROKEN;
  }

  static Step of(Dialled dialled) {
    Obstacle obstacle = dialled.obstacle();
    String place = dialled.place();
    return switch (obstacle.kind()) {
      case NO_SUCH_HOST -> noSuchHost(dialled);
      case FORBIDDEN -> forbidden(obstacle.first());
      case CONNECTION_REFUSED -> refused(dialled);
      case CANNOT_CONNECT -> WayFinding.CANNOT_CONNECT.with(place, obstacle.first());
      case SILENCE -> silence(dialled);
      case PROXY -> proxy(dialled);
      case TLS -> tls(dialled, obstacle.tls().orElseThrow());
      case NOT_HTTP -> WayFinding.NO_WEB_SERVER.with(obstacle.first());
      case ANSWERS_IN_TLS -> WayFinding.TLS_WANTED.with(place, otherScheme(dialled));
      case OLD_HTTP -> WayFinding.OLD_HTTP.with();
      case KEY_NOT_PROVED -> WayFinding.KEY_NOT_PROVED.with();
      case ILLEGAL -> WayFinding.ILLEGAL_ANSWER.with(obstacle.first());
      case BROKEN, CORRUPT, ANSWERED, LOST, NONE -> ended(dialled, obstacle);
    };
  }

  private static Step ended(Dialled dialled, Obstacle obstacle) {
    String place = dialled.place();
    if (dialled.answered().isPresent()) {
      return AnswerSteps.refused(dialled.answered().get(), obstacle.first());
    }
    return switch (dialled.at()) {
      case NAME, TCP -> WayFinding.CANNOT_CONNECT.with(place, obstacle.first());
      case TLS ->
          dialled.otherScheme()
              ? noTls(dialled)
              : WayFinding.TLS_FAILS.with(obstacle.first(), place);
      default ->
          dialled.otherScheme()
              ? WayFinding.TLS_WANTED.with(place, otherScheme(dialled))
              : WayFinding.HANGS_UP.with(place);
    };
  }

  /** A proxy tells which of its own steps it hangs at. */
  private static Step silence(Dialled dialled) {
    return dialled.waited().compareTo(Patience.ENOUGH) >= 0 && dialled.silence().isPresent()
        ? proxy(dialled.silence().get())
        : Patience.step(dialled.at(), dialled.waited(), dialled.place());
  }

  private static Step noSuchHost(Dialled dialled) {
    String host = dialled.question().url().getHost();
    return dialled.question().worker().isPresent()
        ? WayFinding.NO_SUCH_HOST_HERE.with(host)
        : WayFinding.NO_SUCH_HOST.with(host);
  }

  /** The words say behind a semicolon what to try. */
  static Step forbidden(String words) {
    String[] parts = parts(words);
    return WayFinding.MUST_NOT_BE_DIALLED.with(parts[0], parts[1]);
  }

  private static Step refused(Dialled dialled) {
    String place = dialled.place();
    Optional<Worker> worker = dialled.question().worker();
    return worker.isEmpty()
        ? WayFinding.REFUSED.with(place)
        : worker.get().alive()
            ? WayFinding.ALIVE_BUT_REFUSED.with(place)
            : WayFinding.DEAD_AND_GONE.with(place);
  }

  private static Step proxy(Dialled dialled) {
    StreamFailure.Kind kind =
        dialled
            .ended()
            .map(end -> end.end().failure().kind())
            .orElse(StreamFailure.Kind.UNREACHABLE);
    return proxy(new StreamFailure(kind, dialled.obstacle().first()));
  }

  /** A proxy does not lead there, and says behind a semicolon what to try. */
  static Step proxy(StreamFailure trouble) {
    String[] parts = parts(trouble.text());
    return WayFinding.PROXY_FAILS.as(
        trouble.kind(),
        parts[0],
        parts[1].isEmpty()
            ? "--proxy '' goes without a proxy, --no-proxy names exceptions"
            : parts[1]);
  }

  private static String[] parts(String words) {
    int cut = words.indexOf("; ");
    return cut < 0
        ? new String[] {words, ""}
        : new String[] {words.substring(0, cut), words.substring(cut + 2)};
  }

  private static Step tls(Dialled dialled, TlsFailure why) {
    return switch (why.reason()) {
      case OTHER_PROTOCOL -> noTls(dialled);
      case TLS_WANTED -> WayFinding.TLS_WANTED.with(dialled.place(), otherScheme(dialled));
      default -> TlsSteps.refused(why, dialled.shown(), dialled.place());
    };
  }

  private static Step noTls(Dialled dialled) {
    return WayFinding.NO_TLS_THERE.with(
        dialled.question().url().getScheme(), dialled.place(), otherScheme(dialled));
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
}
