package dev.logtail.program;

import static dev.logtail.program.FaultRow.row;
import static dev.logtail.tool.probe.StreamFinding.*;
import static dev.logtail.tool.probe.WayFinding.*;

import java.util.List;
import java.util.stream.Stream;

/** For each finding of a check a server that has it. */
final class FaultRows {
  private FaultRows() {}

  static Stream<FaultRow> all() {
    return Stream.of(WAY, TLS, HANDSHAKES, RECORDS, CLOCKS, ENDS, ApiFaultRows.ALL)
        .flatMap(List::stream);
  }

  private static final List<FaultRow> WAY =
      List.of(
          row(NAMED, "healthy", 0, "127.0.0.1 (IPv4)"),
          row(CONNECTED, "healthy", 0, "connected in "),
          row(NO_SUCH_HOST, "ws://no-such.invalid", 6, "no such host 'no-such.invalid'", "spelled"),
          row(
              NO_SUCH_HOST_HERE,
              "container",
              6,
              "host 'worker-1.invalid', which",
              "log_stream_url"),
          row(OUT_OF_TIME, "ws://{half-open}", 6, "not done when time ran out", "--timeout")
              .with("--timeout", "900ms"),
          row(NOT_BEGUN, "ws://{healthy}", 6, "before its turn", "--timeout")
              .with("--timeout", "100ms"),
          row(REFUSED, "ws://{refused}", 6, "connection refused", "is the server running"),
          row(ALIVE_BUT_REFUSED, "refused", 6, "refused", "alive in the API, but", "has died"),
          row(
              DEAD_AND_GONE,
              "dead-and-gone",
              6,
              "refused",
              "dead (alive=false",
              "start the worker"),
          row(CANNOT_CONNECT, "ws://255.255.255.255:80", 6, "can't connect to 255.255.255.255:80"),
          row(NO_ANSWER_TO_CONNECT, "takes-nobody", 6, "no answer from 127.0.0.1", "firewall"),
          row(THROUGH_PROXY, "ws://{healthy}", 0, "leads through the proxy")
              .with("--proxy", "http://{tinyproxy}"),
          row(PROXY_SECURED, "ws://{healthy}", 0, "certificate of CN=good valid until 2060")
              .with("--proxy", "https://{api:proxy-tls-good}"),
          row(PROXY_CERTIFICATE_ENDS_SOON, "ws://{healthy}", 9, "CN=soon ends on ", "renewed")
              .with("--proxy", "https://{api:proxy-tls-soon}"),
          row(PROXY_CERTIFICATE_EXPIRED, "ws://{healthy}", 9, "CN=expired expired on", "renewed")
              .with("--insecure", "--proxy", "https://{api:proxy-tls-expired}"),
          row(PROXY_LETS_IN, "ws://{healthy}", 0, "SOCKS5 and lets in without a user")
              .with("--proxy", "socks5://{api:socks}"),
          row(PROXY_ASKS, "ws://{healthy}", 0, "SOCKS5 and asks for name and password")
              .with("--proxy", "socks5://bob:pw@{api:socks-user}"),
          row(PROXY_TAKES_USER, "ws://{healthy}", 0, "it takes name and password")
              .with("--proxy", "socks5://bob:pw@{api:socks-user}"),
          row(PROXY_FAILS, "ws://203.0.113.1:80", 6, "reached: connection refused", "--proxy ''")
              .with("--proxy", "http://{refused}"),
          row(PROXY_FAILS, "ws://{refused}", 6, "can't reach 127.0.0.1", "--no-proxy")
              .with("--proxy", "http://{tinyproxy}"),
          row(PROXY_FAILS, "ws://{ssh}", 7, "is no HTTP proxy", "--proxy ''")
              .with("--proxy", "http://{ssh}"),
          row(PROXY_FAILS, "ws://{healthy}", 4, "wants a user (407)", "USER:PASSWORD")
              .with("--proxy", "http://{api:proxy-407}"));

  private static final List<FaultRow> TLS =
      List.of(
          row(SECURED, "tls", 0, "TLSv1.3, certificate of CN=good valid until 2060-01-01"),
          row(CERTIFICATE_ENDS_SOON, "tls-soon", 9, "CN=soon ends on ", "4 days left", "renewed"),
          row(EXPIRED_BUT_LET_PASS, "tls-expired", 9, "CN=expired expired on 2021-01-01", "renewed")
              .with("--insecure"),
          row(TLS_SILENT, "tls-half-open", 6, "never answers the greeting", "is the port right"),
          row(NO_TLS_THERE, "no-tls", 7, "wrong scheme: TLS was", "not speak it", "use ws://"),
          row(CERTIFICATE_EXPIRED, "tls-expired", 5, "CN=expired expired on 2021-01-01", "renewed"),
          row(CERTIFICATE_EARLY, "tls-early", 5, "valid only from 2059-01-01", "clock"),
          row(CERTIFICATE_SELF_SIGNED, "tls-self-signed", 5, "self-signed", "--cacert FILE"),
          row(ISSUER_UNKNOWN, "tls-unknown", 5, "issuer 'CN=stranger' is not known", "--cacert"),
          row(CERTIFICATE_OF_ANOTHER, "tls-other-host", 5, "for other.example, not for 127.0.0.1"),
          row(TLS_TOO_OLD, "nginx-old-tls", 5, "no version of TLS that is safe", "1.3"),
          row(
                  KEY_NOT_PINNED,
                  "tls",
                  5,
                  "the server's key is sha256//",
                  "which is not pinned",
                  "pin")
              .with("--pin-sha256", "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
          row(CLIENT_CERTIFICATE_WANTED, "nginx-client", 5, "wants a client certificate", "--cert"),
          row(CLIENT_CERTIFICATE_REFUSED, "nginx-client", 5, "refuses our", "authority")
              .with("--cert", "{folder}/expired.pem", "--key", "{folder}/expired.key"),
          row(TLS_FAILS, "tls-cut", 5, "TLS failed", "the server ended it", "openssl s_client"));

  private static final List<FaultRow> HANDSHAKES =
      List.of(
          row(OPEN, "healthy", 0, "open (101) in "),
          row(OPEN, "nginx", 0, "open (101) in ", "through nginx"),
          row(OPENS_SLOWLY, "slow-handshake", 9, "only after 2.", "busy"),
          row(NEVER_ANSWERS, "half-open", 6, "half-open", "no whole answer came in ", "hangs"),
          row(NEVER_ANSWERS, "dribbles", 6, "no whole answer came in ", "hangs"),
          row(HANGS_UP, "hangs-up", 6, "hangs up without an answer", "its log"),
          row(TLS_WANTED, "tls-wanted", 7, "wrong scheme: ws://", "speaks TLS", "use wss://"),
          row(TLS_WANTED, "nginx-plain", 7, "wrong scheme: ws://", "speaks TLS", "use wss://"),
          row(NO_WEB_SERVER, "ssh", 7, "not a WebSocket server", "SSH-2.0", "port"),
          row(OLD_HTTP, "http-1.0", 7, "HTTP/1.0", "proxy_http_version"),
          row(KEY_NOT_PROVED, "wrong-accept", 7, "does not prove that it read our key", "cache"),
          row(ILLEGAL_ANSWER, "no-upgrade", 7, "illegally", "lacks 'Upgrade: websocket'"),
          row(ILLEGAL_ANSWER, "odd-extension", 7, "illegally", "x-webkit-deflate-frame"),
          row(ILLEGAL_ANSWER, "odd-subprotocol", 7, "illegally", "chat"),
          row(REDIRECTED, "redirect", 7, "301", "a redirect to 'ws://127.0.0.1:1/elsewhere'"),
          row(REDIRECTED_TO_LOGIN, "redirect-to-login", 4, "302, which leads to a login", "Cookie"),
          row(WEB_PAGE, "web-page", 7, "200 as a web server does", "(Welcome)", "path"),
          row(NOT_AUTHORISED, "answers-401", 4, "401", "Token has expired", "--token-file"),
          row(FORBIDDEN, "answers-403", 4, "403, forbidden", "no such path", "a wrong path"),
          row(NO_SUCH_PATH, "answers-404", 3, "404", "no stream at that path"),
          row(UPGRADE_LOST, "nginx-strips", 7, "(nginx", "does not pass the upgrade on", "Upgrade"),
          row(UPGRADE_REQUIRED, "answers-426", 7, "426, upgrade required", "another version"),
          row(TOO_MANY_REQUESTS, "answers-429", 6, "429, too many requests", "to wait 30 s"),
          row(UNAVAILABLE, "answers-503", 6, "503, not available now (starting)", "to wait 5 s"),
          row(NOBODY_BEHIND_PROXY, "nginx-gone", 6, "502", "(nginx", "not the worker behind it"),
          row(NOBODY_BEHIND_PROXY, "answers-502", 6, "(1.1 edge.example)", "is the worker running"),
          row(NO_ANSWER_BEHIND_PROXY, "nginx-hangs", 6, "504", "(nginx", "the worker hangs"),
          row(SERVER_FAILED, "answers-500", 6, "500, the server failed (Traceback"),
          row(NOT_A_WEB_SOCKET, "answers-400", 7, "400, not a WebSocket (cannot do that)"),
          row(DEFLATE, "healthy", 0, "permessage-deflate: messages come compressed"),
          row(NO_EXTENSIONS, "no-deflate", 0, "none agreed"));

  private static final List<FaultRow> RECORDS =
      List.of(
          row(RING_FULL, "healthy", 0, "a full ring of 100"),
          row(RING_FULL, "ring-1000", 0, "a full ring of 1000"),
          row(RING_PART, "no-stamps", 9, "about 20 records"),
          row(RING_EMPTY, "empty-ring", 0, "no old records"),
          row(WORKER_RECORDS, "healthy", 0, "a worker's JSON"),
          row(WORKER_RECORDS, "tls", 0, "a worker's JSON"),
          row(RECORDS_IN_ARRAYS, "arrays", 0, "up to 20 records a frame"),
          row(KNOWN_LINES, "ws://{raw-lines}", 0, "lines of text with time or level"),
          row(PLAIN_LINES, "ws://{plain-words}", 0, "plain lines of text, without time and level"),
          row(TEXT_WHERE_JSON_IS_DUE, "plain-words", 9, "'doing thing 0'", "--dialect raw"),
          row(SOME_TEXT, "some-text", 9, "5 records of 20 are plain text, the first 'printed 0'"),
          row(EMPTY_MESSAGES, "empty-messages", 9, "20 messages, and all of them empty"),
          row(JSON_IN_PIECES, "pretty-json", 9, "in pieces over several messages", "line breaks"),
          row(JSON_LINES, "json-lines", 9, "several records in one message", "JSON array"),
          row(BROKEN_JSON, "broken-json", 7, "broken JSON, '{\"timestamp\"", "cuts its records"),
          row(SOME_BROKEN_JSON, "half-broken-json", 9, "5 records of 20 are broken, the first"),
          row(OTHER_JSON, "other-json", 9, "without time, level or message", "\"job_id\""),
          row(BINARY, "binary", 7, "binary messages", "text frames"),
          row(NO_STAMPS, "no-stamps", 9, "without a timestamp", "by their arrival"),
          row(ODD_STAMPS, "odd-stamps", 9, "not understood, 'Sun Feb  1 14:30:25'", "ISO 8601"),
          row(ALIVE_BUT_SILENT, "silent", 9, "alive and its stream open, but silent", "log level"),
          row(SILENT, "ws://{silent}", 9, "the stream is open, but silent", "--timeout"),
          row(SILENCE_UNTOLD, "silent", 9, "can't be told: none within", "--timeout")
              .with("--timeout", "1s"),
          row(
              DEAD_AND_SILENT,
              "dead-and-silent",
              9,
              "none: the worker is dead",
              "start the worker"),
          row(LEVELS_SEEN, "healthy", 0, "DEBUG ", "INFO ", "WARNING ", "ERROR "),
          row(NO_LEVELS, "no-levels", 0, "carry no level"),
          row(LEVEL_TOO_HIGH, "level-too-high", 9, "level too high", "WARNING 80, ERROR 20"));

  private static final List<FaultRow> CLOCKS =
      List.of(
          row(CLOCK_RIGHT, "healthy", 0, "agree within "),
          row(CLOCK_UNKNOWN, "quiet", 0, "can't be told: no new record came; the newest is "),
          row(CLOCK_UNSTAMPED, "no-stamps", 9, "carry no time that is understood"),
          row(ZONE_WRONG, "zone-off", 9, "8 h ahead: another time zone", "try --server-tz "),
          row(ZONE_MISLABELLED, "false-utc", 9, "8 h ahead", "though they name their zone"),
          row(CLOCK_OFF, "clock-behind", 9, "off: 7 min ", " behind", "NTP"),
          row(CLOCK_JUMPS, "zones-mixed", 9, " ahead, others 3 h behind", "zones of their own"),
          row(CLOCK_JUMPS, "ring-in-future", 9, "some are 1 h 59 min ahead, others right"),
          row(RECORDS_LATE, "held-back", 9, "come up to 6.", "proxy_buffering off"),
          row(CLOCK_YEARS_OFF, "clock-years-off", 9, "years off: it says 19"),
          row(NEWEST_IN_FUTURE, "quiet-future", 9, "lies 2 h 59 min in the future", "--server-tz"));

  private static final List<FaultRow> ENDS =
      List.of(
          row(PONGS, "healthy", 0, "round trip, median of 3"),
          row(
              PINGS_EATEN,
              "no-pong",
              9,
              "no answer to pings",
              "though records come",
              "--keepalive"),
          row(PINGS_UNTOLD, "no-pong", 0, "leaves no time").with("--timeout", "1600ms"),
          row(PONGS_ODD, "odd-pongs", 9, "not with what they hold", "library"),
          row(NO_PONG, "falls-silent", 6, "does not answer pings", "half-open", "restart it"),
          row(LET_IN, "healthy", 0, "let in"),
          row(TOO_MANY_CLIENTS, "too-many", 4, "no more clients (1008", "close another viewer"),
          row(TOO_MANY_CLIENTS, "limit-1013", 4, "no more clients (1013", "another viewer"),
          row(
              LOGIN_WANTED,
              "closes-4401",
              4,
              "(4401 its own code: token required)",
              "--token-file"),
          row(LOGIN_WANTED, "closes-3000", 4, "(3000 unauthorised: who are you?)", "-H"),
          row(REFUSED_BY_POLICY, "policy", 4, "refuses this client (1008 policy: origin not"),
          row(STAYS_OPEN, "healthy", 0, "stayed open for ", " messages"),
          row(FLOOD, "flood", 9, "a flood: ", " records a second", "log level"),
          row(DEAD_BUT_OPEN, "dead-but-open", 9, "dead but open", "outlived its worker"),
          row(CLOSED_AT_ONCE, "closes-1000", 6, "closes at once (1000 normal)"),
          row(FAILS_AT_ONCE, "closes-1011", 6, "fails at once (1011", "database is gone"),
          row(TRY_LATER, "closes-1013", 6, "can't serve now (1013", "overloaded", "later"),
          row(TRY_LATER, "closes-1012", 6, "can't serve now (1012 restart)", "later"),
          row(ENDS_WHEN_PINGED, "ends-when-pinged", 6, "pinged (without", "--keepalive off"),
          row(ENDS_WHEN_PINGED, "closes-when-pinged", 6, "pinged (1002", "--keepalive off"),
          row(CLOSED_AFTER_REPLAY, "closes-after-replay", 6, "right after the replay (1000"),
          row(CLOSED_LATER, "closes-soon", 6, "closed the stream after ", "1001 going away"),
          row(CLOSED_WHEN_IDLE, "closes-when-idle", 6, "of silence, without a close", "idle"),
          row(CLOSED_WHEN_IDLE, "nginx-idle", 6, "of silence, without a close", "read_timeout"),
          row(BROKE_OFF, "resets", 6, "broke after ", "in mid-message", "killed"),
          row(ILLEGAL_FRAMES, "masked", 7, "illegal frames: a masked frame", "library"),
          row(ILLEGAL_FRAMES, "reserved-bits", 7, "illegal frames: a reserved bit"),
          row(ILLEGAL_FRAMES, "reserved-opcode", 7, "illegal frames: the reserved opcode 3"),
          row(ILLEGAL_FRAMES, "compressed-unasked", 7, "a reserved bit that nothing"),
          row(COMPRESSION_BROKEN, "unpackable", 7, "can't be unpacked (", "library"),
          row(NOT_UTF_8, "bad-utf-8", 7, "not UTF-8", "encode"),
          row(MESSAGE_TOO_LARGE, "too-large", 7, "larger than 16 MiB", "--max-frame"));
}
