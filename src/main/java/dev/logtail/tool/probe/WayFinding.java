package dev.logtail.tool.probe;

import static dev.logtail.tool.probe.Finding.Sentence.fail;
import static dev.logtail.tool.probe.Finding.Sentence.ok;
import static dev.logtail.tool.probe.Finding.Sentence.warn;

import dev.logtail.model.StreamFailure.Kind;

/** What the way to an API, and to an open stream, can come to. */
public enum WayFinding implements Finding {
  NAMED(ok(Step.Kind.NAME, "%s (%s)")),
  NO_SUCH_HOST(
      fail(
          Step.Kind.NAME,
          Kind.UNREACHABLE,
          "no such host '%s' (DNS)",
          "is it spelled right, and is it known to this machine (VPN, /etc/hosts, another network)?")),
  NO_SUCH_HOST_HERE(
      fail(
          Step.Kind.NAME,
          Kind.UNREACHABLE,
          "the API names the host '%s', which this machine does not know (DNS)",
          "a container's name, perhaps, or one of another network: have the API send one that is"
              + " known here (log_stream_url of the worker), or add it to /etc/hosts")),
  OUT_OF_TIME(
      fail(
          Step.Kind.NAME,
          Kind.UNREACHABLE,
          "not done when time ran out, %s after it began: too soon to say why",
          "give it more time with --timeout")),
  NOT_BEGUN(
      fail(
          Step.Kind.NAME,
          Kind.UNREACHABLE,
          "not looked into: time ran out before its turn",
          "give it more time with --timeout, or name fewer workers")),
  MUST_NOT_BE_DIALLED(fail(Step.Kind.NAME, Kind.PROTOCOL, "not dialled: %s", "%2$s")),
  CONNECTED(ok(Step.Kind.TCP, "%s (%s) connected in %s")),
  REFUSED(
      fail(
          Step.Kind.TCP,
          Kind.UNREACHABLE,
          "connection refused: nobody listens on %s",
          "is the server running, and is that its port? Workers come back on another one: ask the API")),
  ALIVE_BUT_REFUSED(
      fail(
          Step.Kind.TCP,
          Kind.UNREACHABLE,
          "the worker is alive in the API, but nobody listens on %s: connection refused",
          "its log server has died, or listens only inside its own host or container: see the worker's"
              + " own output; if it has just restarted, check again")),
  DEAD_AND_GONE(
      fail(
          Step.Kind.TCP,
          Kind.UNREACHABLE,
          "connection refused: the worker is dead (alive=false in the API) and nobody listens on %s",
          "start the worker; 'logtail history' may still have its log file")),
  CANNOT_CONNECT(
      fail(
          Step.Kind.TCP,
          Kind.UNREACHABLE,
          "can't connect to %s: %s",
          "is there a way from here to that network (route, VPN)? An API in a container may name an"
              + " address that only containers know")),
  NO_ANSWER_TO_CONNECT(
      fail(
          Step.Kind.TCP,
          Kind.UNREACHABLE,
          "no answer from %s to the request to connect",
          "a firewall swallows it, the host is down, its server takes no more connections, or it is a container's own address")),
  PROXY_SECURED(
      ok(Step.Kind.PROXY, "TLS with the proxy: %s, certificate of %s valid until %s, %s left")),
  PROXY_CERTIFICATE_ENDS_SOON(
      warn(
          Step.Kind.PROXY,
          "TLS with the proxy: %s, but the certificate of %s ends on %s: %s left",
          "have the proxy's certificate renewed before %3$s")),
  PROXY_CERTIFICATE_EXPIRED(
      warn(
          Step.Kind.PROXY,
          "TLS with the proxy: %s, but the certificate of %s expired on %s, let pass by --insecure",
          "have the proxy's certificate renewed: only --insecure lets it pass")),
  PROXY_LETS_IN(ok(Step.Kind.PROXY, "it speaks SOCKS5 and lets in without %s user")),
  PROXY_ASKS(ok(Step.Kind.PROXY, "it speaks SOCKS5 and asks for name and password")),
  PROXY_TAKES_USER(ok(Step.Kind.PROXY, "it takes name and password")),
  THROUGH_PROXY(ok(Step.Kind.PROXY, "the way leads through the proxy %s")),
  PROXY_FAILS(fail(Step.Kind.PROXY, Kind.UNREACHABLE, "%s", "%2$s")),
  SECURED(ok(Step.Kind.TLS, "%s, certificate of %s valid until %s, %s left")),
  CERTIFICATE_ENDS_SOON(
      warn(
          Step.Kind.TLS,
          "%s, but the certificate of %s ends on %s: %s left",
          "have the certificate renewed before %3$s")),
  EXPIRED_BUT_LET_PASS(
      warn(
          Step.Kind.TLS,
          "%s, but the certificate of %s expired on %s, let pass by --insecure",
          "have the certificate renewed: only --insecure lets it pass")),
  NO_TLS_THERE(
      fail(
          Step.Kind.TLS,
          Kind.PROTOCOL,
          "wrong scheme: TLS was asked for (%s://), but %s does not speak it",
          "%3$s")),
  TLS_SILENT(
      fail(
          Step.Kind.TLS,
          Kind.UNREACHABLE,
          "%s takes the connection and never answers the greeting of TLS",
          "the server hangs (restart it), or does not speak TLS: is the port right?")),
  CERTIFICATE_EXPIRED(
      fail(
          Step.Kind.TLS,
          Kind.TLS,
          "the certificate of %s expired on %s",
          "have it renewed at the server; --insecure goes on without any check")),
  CERTIFICATE_EARLY(
      fail(
          Step.Kind.TLS,
          Kind.TLS,
          "the certificate of %s is valid only from %s",
          "is this machine's clock right? Else the server shows the wrong certificate")),
  CERTIFICATE_SELF_SIGNED(
      fail(
          Step.Kind.TLS,
          Kind.TLS,
          "the certificate is self-signed and not known here",
          "if you trust it, give it with --cacert FILE")),
  ISSUER_UNKNOWN(
      fail(
          Step.Kind.TLS,
          Kind.TLS,
          "the certificate's issuer %s is not known here",
          "if you trust it, give its authority with --cacert FILE; a public one: the server leaves out"
              + " a link of the chain")),
  CERTIFICATE_OF_ANOTHER(
      fail(
          Step.Kind.TLS,
          Kind.TLS,
          "the certificate is for %s, not for %s",
          "use the name that it is for")),
  KEY_NOT_PINNED(
      fail(
          Step.Kind.TLS,
          Kind.TLS,
          "the server's key is %s, which is not pinned",
          "if the server was given a new key, pin that one; else somebody is in between")),
  TLS_TOO_OLD(
      fail(
          Step.Kind.TLS,
          Kind.TLS,
          "the server offers no version of TLS that is safe, 1.2 or 1.3",
          "have TLS 1.2 or 1.3 switched on at the server")),
  CLIENT_CERTIFICATE_WANTED(
      fail(
          Step.Kind.TLS,
          Kind.TLS,
          "the server wants a client certificate and got none, or none that it takes",
          "give one with --cert FILE and --key FILE")),
  CLIENT_CERTIFICATE_REFUSED(
      fail(
          Step.Kind.TLS,
          Kind.TLS,
          "the server refuses our client certificate",
          "is it valid, and signed by the server's authority? --cert FILE gives another")),
  NOTHING_SAFE(
      fail(
          Step.Kind.TLS,
          Kind.TLS,
          "the server agrees to no way of TLS that is safe, or wants a client certificate",
          "have safe ciphers switched on at the server; --cert FILE gives a certificate")),

  TLS_FAILS(fail(Step.Kind.TLS, Kind.TLS, "TLS failed: %s", "try: openssl s_client -connect %2$s")),
  OPEN(ok(Step.Kind.HANDSHAKE, "open (101) in %s%s")),
  OPENS_SLOWLY(
      warn(
          Step.Kind.HANDSHAKE,
          "open (101), but only after %s%s",
          "the server is busy, or stuck with another client")),
  NEVER_ANSWERS(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.UNREACHABLE,
          "half-open: %s takes the connection, and no whole answer came in %s",
          "the server hangs (restart it), or another kind of server listens on that port")),
  HANGS_UP(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.UNREACHABLE,
          "%s hangs up without an answer",
          "the server crashes on connections, or something in between cuts them: see its log")),
  TLS_WANTED(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.PROTOCOL,
          "wrong scheme: ws:// was asked for, but %s speaks TLS",
          "%2$s")),
  NO_WEB_SERVER(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.PROTOCOL,
          "not a WebSocket server: got '%s'",
          "another kind of server listens there: is the port right?")),
  OLD_HTTP(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.PROTOCOL,
          "not a WebSocket: it answers in HTTP/1.0",
          "a proxy in between speaks HTTP/1.0 (nginx: proxy_http_version 1.1;), or the server is too old")),
  KEY_NOT_PROVED(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.PROTOCOL,
          "not a WebSocket: its answer does not prove that it read our key",
          "a cache or a proxy answers in the server's place, or the server is broken")),
  ILLEGAL_ANSWER(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.PROTOCOL,
          "answered 101, but illegally: %s",
          "the server is broken, or a proxy in between changes headers")),
  REDIRECTED(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.PROTOCOL,
          "answered %s, a redirect to '%s'",
          "streams do not follow redirects: give that address if you trust it")),
  REDIRECTED_TO_LOGIN(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.UNAUTHORISED,
          "answered %s, which leads to a login, '%s'",
          "a login guards the stream: give what it wants with -u, --token-file or -H 'Cookie: …'")),
  WEB_PAGE(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.PROTOCOL,
          "answered %s as a web server does, no WebSocket%s",
          "a web server: is the path right, and does it pass WebSockets on?")),
  NOT_AUTHORISED(
      fail(Step.Kind.HANDSHAKE, Kind.UNAUTHORISED, "answered %s, not authorised%s", "%3$s")),
  FORBIDDEN(fail(Step.Kind.HANDSHAKE, Kind.UNAUTHORISED, "answered %s, forbidden%s", "%3$s")),
  NO_SUCH_PATH(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.GONE,
          "answered %s, no stream at that path%s",
          "is the path right? Behind a proxy: does it know this worker's port?")),
  UPGRADE_LOST(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.PROTOCOL,
          "answered %s: the proxy in between (%s) does not pass the upgrade on%s",
          "nginx needs: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade;"
              + " proxy_set_header Connection upgrade;")),
  UPGRADE_REQUIRED(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.PROTOCOL,
          "answered %s, upgrade required%s",
          "the server wants another version of WebSocket, or something in between takes the Upgrade"
              + " header away")),
  TOO_MANY_REQUESTS(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.UNREACHABLE,
          "answered %s, too many requests%s",
          "try again later%3$s")),
  UNAVAILABLE(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.UNREACHABLE,
          "answered %s, not available now%s",
          "the server is starting, stopping or full: try again later%3$s")),
  NOBODY_BEHIND_PROXY(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.UNREACHABLE,
          "answered %s: the proxy in between (%s) is there, but not the worker behind it%s",
          "is the worker running, and does the proxy send to its present port?")),
  NO_ANSWER_BEHIND_PROXY(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.UNREACHABLE,
          "answered %s: the proxy in between (%s) got no answer from the worker behind it%s",
          "the worker hangs, or a firewall stands between it and the proxy")),
  SERVER_FAILED(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.UNREACHABLE,
          "answered %s, the server failed%s",
          "see the server's own log")),
  NOT_A_WEB_SOCKET(
      fail(
          Step.Kind.HANDSHAKE,
          Kind.PROTOCOL,
          "answered %s, not a WebSocket%s",
          "is the URL right, path included?"));

  @SuppressWarnings("ImmutableEnumChecker") // words and constants only
  private final Sentence told;

  WayFinding(Sentence told) {
    this.told = told;
  }

  @Override
  public Sentence told() {
    return told;
  }
}
