package dev.logtail.pipeline.discovery;

import dev.logtail.model.ShownUrl;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamFailure.Kind;
import dev.logtail.pipeline.access.TlsFailure;
import dev.logtail.wire.WorkerListReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in a user's words why a request to the REST API failed. Pure. */
final class RestFailures {
  private static final int MAX_QUOTED = 200;
  private static final String OTHER_API = "give another base with --api URL or LOGTAIL_API";

  private RestFailures() {}

  /** Why {@code url} could not be asked. */
  static DirectoryException of(URI url, IOException error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof SSLException) {
        return tls(url, t);
      }
    }
    if (error instanceof HttpTimeoutException) {
      return unanswered(
          ApiTrouble.Kind.NO_ANSWER_IN_TIME,
          "",
          failure(Kind.UNREACHABLE, url, "no answer in time; is the API alive? " + OTHER_API));
    }
    if (isUnknownHost(error)) {
      return unanswered(
          ApiTrouble.Kind.NO_SUCH_HOST,
          "",
          failure(
              Kind.UNREACHABLE, url, "no such host '" + url.getHost() + "' (DNS); " + OTHER_API));
    }
    if (error instanceof ConnectException) {
      String refusal = refusal(error);
      return unanswered(
          ApiTrouble.Kind.CANNOT_CONNECT,
          refusal,
          failure(Kind.UNREACHABLE, url, refusal + "; is the API running there? " + OTHER_API));
    }
    return other(url, error);
  }

  private static DirectoryException unanswered(
      ApiTrouble.Kind kind, String about, StreamFailure words) {
    return new DirectoryException(words, ApiTrouble.of(kind, about));
  }

  private static DirectoryException other(URI url, IOException error) {
    String message = quoted(error.getMessage());
    if (error instanceof CappedBody.TooLarge) {
      return unanswered(
          ApiTrouble.Kind.TOO_LARGE,
          message,
          failure(Kind.PROTOCOL, url, message + "; is this the API?"));
    }
    if (error instanceof RestClient.Redirected) {
      return new DirectoryException(
          failure(Kind.PROTOCOL, url, message + "; give that as --api URL"));
    }
    if (message.contains("Too many open files")) {
      return unanswered(
          ApiTrouble.Kind.CANNOT_CONNECT,
          "too many open files here (ulimit -n)",
          failure(
              Kind.UNREACHABLE,
              url,
              "too many open files; raise the limit with 'ulimit -n', or name fewer workers"));
    }
    boolean compressed = error instanceof ZipException;
    if (compressed || error instanceof ProtocolException || message.contains("status line")) {
      return unanswered(
          compressed ? ApiTrouble.Kind.NOT_COMPRESSED : ApiTrouble.Kind.NOT_HTTP,
          message,
          failure(
              Kind.PROTOCOL,
              url,
              "what answers there does not speak HTTP (" + message + "); try https://"));
    }
    return unanswered(
        ApiTrouble.Kind.BROKEN,
        message,
        failure(Kind.UNREACHABLE, url, "the connection broke before the answer (" + message + ")"));
  }

  private static DirectoryException tls(URI url, Throwable error) {
    TlsFailure why = TlsFailure.of(error);
    StreamFailure words =
        why.reason() == TlsFailure.Reason.OTHER_PROTOCOL
            ? failure(Kind.PROTOCOL, url, "what answers there does not speak TLS; try http://")
            : failure(Kind.TLS, url, "TLS failed: " + why.text());
    return new DirectoryException(words, ApiTrouble.of(why));
  }

  private static boolean isUnknownHost(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof UnresolvedAddressException || t instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  /** What the network says, in words. */
  static String refusal(IOException error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      String message = t.getMessage();
      if (message != null && !message.isBlank() && !message.contains("refused")) {
        return quoted(message);
      }
    }
    return "connection refused";
  }

  /**
   * What an answer means that is no success.
   *
   * @param advice what a user can do about a 401 or 403
   */
  static DirectoryException of(RestClient.Answer answer, String advice) {
    URI url = answer.url();
    int status = answer.status();
    Optional<TlsFailure> tls = TlsFailure.inAnswer(status, answer.body());
    if (tls.isPresent()) {
      return new DirectoryException(
          failure(Kind.TLS, url, "answered " + status + ": " + tls.get().text()));
    }
    String why = status + reason(answer.body());
    return new DirectoryException(
        switch (status) {
          case 401 -> failure(Kind.UNAUTHORISED, url, "answered " + why + "; " + advice);
          case 403 ->
              failure(
                  Kind.UNAUTHORISED,
                  url,
                  "answered " + why + "; this user may not see it; " + advice);
          case 404, 410 ->
              failure(Kind.PROTOCOL, url, "has no /api/workers (" + why + "); " + OTHER_API);
          default ->
              status >= 500 || status == 429 || status == 408
                  ? failure(
                      Kind.UNREACHABLE, url, "the API failed with " + why + "; try again later")
                  : failure(Kind.PROTOCOL, url, "answered " + why + "; is this the API?");
        });
  }

  /** A success whose body is not what it should be. */
  static DirectoryException notTheList(RestClient.Answer answer, @Nullable String problem) {
    String body = answer.body().strip();
    String shape;
    if (body.isEmpty()) {
      shape = "with nothing";
    } else if (body.startsWith("<")) {
      shape = "with HTML, not JSON (" + quoted(body) + ")";
    } else if (body.startsWith("{")) {
      shape = "with JSON that is no worker list (" + quoted(problem) + ")";
    } else {
      shape = "with text that is not JSON (" + quoted(body) + ")";
    }
    return new DirectoryException(
        failure(
            Kind.PROTOCOL,
            answer.url(),
            "answered " + answer.status() + " " + shape + "; is this the API? " + OTHER_API));
  }

  /** {@code 404: No log file found}, or the status alone where the answer gives no reason. */
  static String problem(RestClient.Answer answer) {
    Optional<String> problem = WorkerListReader.problem(answer.body());
    return answer.status() + problem.map(text -> ": " + quoted(text)).orElse("");
  }

  private static String reason(String body) {
    Optional<String> problem = WorkerListReader.problem(body);
    return problem.map(text -> " (" + quoted(text) + ")").orElse("");
  }

  /** Foreign text on one line, cut. */
  private static String quoted(@Nullable String foreign) {
    String line = String.valueOf(foreign).strip().replaceAll("\\s+", " ");
    return line.length() <= MAX_QUOTED ? line : line.substring(0, MAX_QUOTED) + "…";
  }

  private static StreamFailure failure(Kind kind, URI url, String what) {
    return new StreamFailure(kind, quoted(ShownUrl.of(url)) + ": " + what);
  }
}
