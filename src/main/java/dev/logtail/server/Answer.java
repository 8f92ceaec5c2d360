package dev.logtail.server;

import dev.logtail.wire.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An answer of the REST API: a whole text, sent at once. */
record Answer(int status, String contentType, String body) {
  static Answer json(String body) {
    return new Answer(HttpStatus.OK_200, "application/json", body);
  }

  static Answer text(String body) {
    return new Answer(HttpStatus.OK_200, "text/plain; charset=utf-8", body);
  }

  /** {@code {"detail":…}}, as the field's servers say what is wrong. */
  static Answer problem(int status, String detail) {
    StringBuilder out = new StringBuilder("{\"detail\":");
    JsonText.quote(out, detail);
    return new Answer(status, "application/json", out.append('}').toString());
  }

  /** Says no more than that: who comes so is most likely a stranger. */
  static Answer refusal(Gate.Refusal refusal) {
    return problem(refusal.status(), HttpStatus.getMessage(refusal.status()));
  }

  /** Always true, which tells Jetty that the request is answered. */
  boolean send(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }
}
