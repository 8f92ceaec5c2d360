package dev.logtail.program;

import static dev.logtail.program.FaultRow.row;
import static dev.logtail.tool.probe.ApiFinding.*;
import static dev.logtail.tool.probe.WayFinding.*;

import java.util.List;
import java.util.stream.Stream;

/** For each finding of a check about an API, and what it lists, one that has it. */
final class ApiFaultRows {
  private ApiFaultRows() {}

  private static final List<FaultRow> WAY =
      List.of(
          row(NAMED, "api:good", 0, "127.0.0.1 (IPv4)"),
          row(CONNECTED, "api:good", 0, "connected in "),
          row(SECURED, "api:tls-good", 0, "certificate of CN=good valid until 2060-01-01"),
          row(EXPIRED_BUT_LET_PASS, "api:tls-expired", 9, "CN=expired", "--insecure")
              .with("--insecure"),
          row(CERTIFICATE_EXPIRED, "api:tls-expired", 5, "CN=expired expired on 2021-01-01"),
          row(CERTIFICATE_SELF_SIGNED, "api:tls-self", 5, "self-signed", "--cacert FILE"),
          row(CERTIFICATE_OF_ANOTHER, "api:tls-other", 5, "for other.example, not for 127.0.0.1"),
          row(TLS_TOO_OLD, "https://{nginx-old}", 5, "no version of TLS that is safe", "1.3"),
          row(NOTHING_SAFE, "api:tls-unsafe", 5, "no way of TLS that is safe", "--cert FILE"),
          row(KEY_NOT_PINNED, "api:tls-good", 5, "the server's key is sha256//", "pin that one")
              .with("--pin-sha256", "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
          row(NO_TLS_THERE, "https://{api:good}", 7, "not speak it", "use http://127.0.0.1"),
          row(TLS_SILENT, "https://{api:hangs}", 6, "never answers the greeting", "port right?"),
          row(NO_SUCH_HOST, "http://no-such.invalid:5000", 6, "no such host", "spelled right"),
          row(API_REFUSED, "http://{refused}", 6, "connection refused: no API", "published"),
          row(CONNECTED, "api:second-address", 0, "127.0.0.3:"),
          row(NO_ANSWER_TO_CONNECT, "http://{takes-nobody}", 6, "no answer from", "firewall"),
          row(CANNOT_CONNECT, "http://255.255.255.255", 6, "can't connect to 255.255.255.255:80"),
          row(THROUGH_PROXY, "api:good", 0, "leads through the proxy")
              .with("--proxy", "http://{tinyproxy}"),
          row(PROXY_FAILS, "http://api.invalid", 6, "can't reach api.invalid (502)", "--no-proxy")
              .with("--proxy", "http://{api:proxy-502}"),
          row(PROXY_FAILS, "https://api.invalid", 4, "forbids to connect to api.invalid:443")
              .with("--proxy", "http://{api:proxy-403}"),
          row(PROXY_FAILS, "http://api.invalid", 4, "wants a user (407)", "USER:PASSWORD")
              .with("--proxy", "http://{api:proxy-407}"),
          row(PROXY_FAILS, "http://api.invalid", 6, "reached: connection refused", "--proxy ''")
              .with("--proxy", "http://{refused}"),
          row(PROXY_ANSWERED, "http://api.invalid", 6, "answered 500", "Server: tinyproxy")
              .with("--proxy", "http://{tinyproxy}"),
          row(OUT_OF_TIME, "api:hangs", 6, "not done when time ran out", "--timeout")
              .with("--timeout", "500ms"));

  private static final List<FaultRow> ANSWERS =
      List.of(
          row(ANSWERED, "api:good", 0, "/api/workers answered 200", "/health too"),
          row(ANSWERED, "api:behind-cache", 0, "something in between, Via: 1.1 varnish"),
          row(ANSWERED, "api:slash", 0, "redirected to http://127.0.0.1"),
          row(ANSWERED_SLOWLY, "api:slow", 9, "only after 2.", "busy"),
          row(NOT_WELL, "api:not-well", 9, "/health 503", "its own log"),
          row(API_SPEAKS_TLS, "http://{api:tls-good}", 5, "wrong scheme", "use https://127.0.0.1"),
          row(API_SPEAKS_TLS, "http://{nginx}", 5, "speaks TLS", "use https://127.0.0.1"),
          row(NOT_HTTP, "api:ssh", 7, "does not speak HTTP", "SSH-2.0", "is the port right?"),
          row(HTTP_2_ONLY, "api:http-2", 7, "HTTP/2 only", "HTTP/1.1"),
          row(API_HANGS_UP, "api:hangs-up", 6, "hangs up without an answer", "see its log"),
          row(API_HANGS_UP, "api:resets", 6, "hangs up without an answer"),
          row(CUT_SHORT, "api:cut-length", 6, "broke off (", "too early"),
          row(CUT_SHORT, "api:cut-chunks", 6, "broke off (", "too early"),
          row(NOT_COMPRESSED, "api:not-gzip", 7, "compressed (gzip), and it is not"),
          row(TOO_LARGE, "api:too-large", 7, "larger than", "is this the API"),
          row(API_SILENT, "api:hangs", 6, "has not answered it in ", "see its own log"),
          row(API_SILENT, "api:drips", 6, "has not answered it in ", "see its own log"),
          row(WEB_SOCKET_SERVER, "api:web-socket", 7, "not the API (426", "ws://127.0.0.1"),
          row(WEB_SOCKET_SERVER, "api:web-socket-400", 7, "not the API (400", "ws://127.0.0.1"),
          row(WEB_SOCKET_SERVER, "http://{healthy}", 7, "not the API (426", "ws://127.0.0.1"),
          row(
              REDIRECTS_AWAY,
              "api:away",
              7,
              "to https://other",
              "--api https://other.example/base"),
          row(REDIRECTS_AWAY, "api:to-https", 7, "(301)", "--api https://127.0.0.1:1/to-https"),
          row(REDIRECTS_TO_LOGIN, "api:to-sso", 4, "leads to a login (302)", "Cookie"),
          row(REDIRECTS_NOWHERE, "api:nowhere", 7, "(302) without saying where to"),
          row(REDIRECTS_IN_CIRCLES, "api:circles", 7, "in circles (302), 5 times", "base path"),
          row(WHO_ASKS_UNKNOWN, "api:unknown-user", 4, "(401: Could not", "--token-file"),
          row(TOKEN_EXPIRED, "api:expired", 4, "Token has expired", "get a new token"),
          row(TOKEN_EXPIRED, "api:expired-by-header", 4, "has expired (401", "get a new token"),
          row(MAY_NOT_SEE, "api:forbidden", 4, "(403: not yours)", "token or origin"),
          row(PROXY_WANTS_USER, "api:wants-proxy-user", 4, "wants a user (407)", "--proxy http://"),
          row(API_BUSY, "api:busy", 6, "too much to do (429: slow down)", "later"),
          row(API_BUSY, "api:times-out", 6, "too much to do (408", "later"),
          row(OTHER_BASE, "api:root/sub", 7, "no list at that base path (404", "/root"),
          row(OTHER_SERVICE, "api:other-service", 7, "though /health answers", "another one"),
          row(NO_SUCH_API, "api:not-here", 7, "no /api/workers (404: Not Found)", "HOST/PATH"),
          row(ODD_STATUS, "api:odd", 7, "answered 418: I'm a teapot", "--api URL"),
          row(ODD_STATUS, "api:no-content", 7, "answered 204", "--api URL"),
          row(NOBODY_BEHIND_GATEWAY, "api:gateway", 6, "nginx", "can't reach the API (502: '502"),
          row(NOBODY_BEHIND_GATEWAY, "api:gateway-late", 6, "can't reach the API (504"),
          row(API_FAILED, "api:fails", 6, "itself failed (500: boom)", "its own log"),
          row(PAGE, "api:page", 7, "a web page ('Welcome to nginx!')", "base path right?"),
          row(LOGIN_PAGE, "api:login", 4, "a login page ('Corp')", "--token-file"),
          row(LOGIN_PAGE, "api:to-login", 4, "a login page ('Corp')", "--token-file"),
          row(PROXY_ANSWERED, "api:proxy-answers", 6, "500: 'Unable to connect'", "--no-proxy"),
          row(PROXY_ANSWERED, "api:proxy-forbids", 4, "403: 'Filtered'", "X-squid-error"),
          row(PROXY_PAGE, "api:proxy-page", 7, "('Access denied'), not", "Via: 1.1 squid.corp"));

  private static final List<FaultRow> LISTS =
      List.of(
          row(LISTED, "api:good", 0, "1 worker, 1 alive, 1 with a stream"),
          row(COUNT_DIFFERS, "api:miscounted", 9, "1 worker", "total_workers says 7"),
          row(NONE_ALIVE, "api:all-dead", 9, "2 workers, and none is alive", "manager"),
          row(NO_WORKERS, "api:none", 3, "no workers at all", "none has started"),
          row(TOO_MANY_WORKERS, "api:two", 9, "2 workers are meant", "--max-workers 2")
              .with("--max-workers", "1"),
          row(LIST_EMPTY_ANSWER, "api:nothing", 7, "with nothing at all"),
          row(LIST_IS_ARRAY, "api:array", 7, "a JSON array where an object is due"),
          row(LIST_BROKEN, "api:broken", 7, "broken JSON (", "curl"),
          row(LIST_IS_TEXT, "api:warning-before", 7, "(Warning: slow database", "is this the API"),
          row(LIST_IS_OTHER_JSON, "api:other-json", 7, "no list of workers ("),
          row(LIST_IS_TEXT, "api:text", 7, "text that is not JSON (hello)"),
          row(API_CLOCK_RIGHT, "api:good", 0, "agree to a few seconds"),
          row(API_CLOCK_OFF, "api:clock-behind", 9, "1 min 3", " s behind the one here", "NTP"),
          row(API_CLOCK_OFF, "api:zone-off", 9, "h ", "ahead of the one here", "NTP"));

  private static final List<FaultRow> WORKERS =
      List.of(
          row(NO_WORKER_FITS, "nobody@good", 3, "'nobody'", "see 'logtail list'"),
          row(TARGET_AMBIGUOUS, "drag@two", 3, "'drag' fits 2 workers", "write more of the key"),
          row(TARGET_IS_ADDRESS, "localhost:5000@good", 3, "an address", "ws://localhost:5000"),
          row(NOT_ASKED_FOR, "dragon@fails", 6, "does not tell which workers", "mend"),
          row(ALIVE, "good@good", 0, "alive"),
          row(DEAD, "dead-and-silent", 9, "dead (alive=false)", "logtail history 'dead-and-s"),
          row(NO_STREAM_URL, "url-null", 3, "no stream URL", "switched off"),
          row(NO_STREAM_URL, "url-missing", 3, "no stream URL", "switched off"),
          row(NO_STREAM_OF_DEAD, "a@all-dead", 9, "as is usual of a dead worker", "started again"),
          row(STREAM_URL, "healthy", 0, "ws://127.0.0.1:"),
          row(STREAM_URL, "url-http", 6, "sent was http://127.0.0.1"),
          row(SAME_STREAM, "one@twins", 9, "ws://127.0.0.1", "the API names for other, too"),
          row(STREAM_URL_WRONG, "url-garbage", 7, "can't follow 'ws//127", "configured"),
          row(STREAM_URL_WRONG, "port-0", 7, "a port is 1 to 65535", "configured"),
          row(STREAM_URL_WRONG, "port-70000", 7, "a port is 1 to 65535", "configured"),
          row(STREAM_URL_WRONG, "underscore", 7, "no valid host", "no '_': a container's"),
          row(STREAM_URL_WRONG, "meta@link-local", 7, "link-local", "--allow-private-streams"),
          row(MUST_NOT_BE_DIALLED, "near@elsewhere", 7, "no business", "--allow-private-streams"),
          row(STREAM_URL_WRONG, "secret@with-user", 7, "no user or password", "configured"),
          row(STREAM_URL_WRONG, "odd@odd-scheme", 7, "only ws:// and wss://", "configured"));

  static final List<FaultRow> ALL =
      Stream.of(WAY, ANSWERS, LISTS, WORKERS).flatMap(List::stream).toList();
}
