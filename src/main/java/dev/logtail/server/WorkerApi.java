package dev.logtail.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * The REST API through which clients find the workers: reads only, the answers in the form that the
 * strategy managers in the field give.
 */
final class WorkerApi implements Request.Handler {
  private static final String PREFIX = "/api/workers/";
  private static final Answer NO_PAGE = Answer.problem(HttpStatus.NOT_FOUND_404, "Not Found");
  private static final Answer NO_WORKER =
      Answer.problem(HttpStatus.NOT_FOUND_404, "Worker not found");

  private final WorkerRoster roster;

  WorkerApi(WorkerRoster roster) {
    this.roster = roster;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    return answer(request, response).send(response, callback);
  }

  private Answer answer(Request request, Response response) {
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
      return Answer.problem(HttpStatus.METHOD_NOT_ALLOWED_405, "Method Not Allowed");
    }
    String path = request.getHttpURI().getPath();
    return switch (path) {
      case "/health" -> Answer.json("{\"status\":\"ok\"}");
      case "/api/status" -> Answer.json(WorkerJson.status(roster.workers()));
      case "/api/workers" -> Answer.json(WorkerJson.workers(roster.workers()));
      default -> path.startsWith(PREFIX) ? aboutOne(request, path) : NO_PAGE;
    };
  }

  private Answer aboutOne(Request request, String path) {
    String[] parts = path.substring(PREFIX.length()).split("/", -1);
    String key = decode(parts[0]);
    String page = parts.length == 1 ? "" : parts[1];
    if (parts.length > 2 || (parts.length == 2 && page.isEmpty())) {
      return NO_PAGE;
    }
    return switch (page) {
      case "" -> worker(key);
      case "console" -> console(key);
      case "logs" -> logs(key, Request.extractQueryParameters(request));
      default -> NO_PAGE;
    };
  }

  private Answer worker(String key) {
    return roster.worker(key).map(WorkerJson::worker).map(Answer::json).orElse(NO_WORKER);
  }

  private Answer console(String key) {
    return roster.worker(key).map(WorkerJson::console).map(Answer::json).orElse(NO_WORKER);
  }

  private Answer logs(String key, Fields query) {
    String tail = query.getValue("tail");
    if (tail != null && !tail.matches("[0-9]{1,9}")) {
      return Answer.problem(HttpStatus.UNPROCESSABLE_ENTITY_422, "tail is not a number of lines");
    }
    int most = tail == null ? Integer.MAX_VALUE : Integer.parseInt(tail);
    return roster.logLines(key, most).map(WorkerApi::file).orElse(NO_WORKER);
  }

  private static Answer file(List<String> lines) {
    StringBuilder out = new StringBuilder();
    lines.forEach(line -> out.append(line).append('\n'));
    return Answer.text(out.toString());
  }

  /** Undoes percent-encoding alone: in a path, a plus sign is one. */
  private static String decode(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
