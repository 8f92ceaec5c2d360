package dev.logtail.tool.probe;

import static dev.logtail.tool.probe.Finding.Sentence.fail;
import static dev.logtail.tool.probe.Finding.Sentence.ok;
import static dev.logtail.tool.probe.Finding.Sentence.warn;

import dev.logtail.model.StreamFailure.Kind;

/** What asking an API can come to, and what it tells of its workers and where they stream. */
public enum ApiFinding implements Finding {
  API_REFUSED(
      fail(
          Step.Kind.TCP,
          Kind.UNREACHABLE,
          "connection refused: no API listens on %s",
          "does it run, and listen on that address and port? In a container: is the port"
              + " published? --api URL gives another one")),
  ANSWERED(ok(Step.Kind.API, "%s answered 200 in %s%s")),
  ANSWERED_SLOWLY(
      warn(
          Step.Kind.API,
          "%s answered 200, but only after %s%s",
          "the API, or what it asks itself, is busy: 'logtail list' and the console wait for it")),
  NOT_WELL(
      warn(
          Step.Kind.API,
          "%s answered 200, but /health %s",
          "the API says itself that it is not well; its own log tells more")),
  API_SPEAKS_TLS(
      fail(
          Step.Kind.API,
          Kind.TLS,
          "wrong scheme: http:// was asked for, but the server on %s speaks TLS",
          "use https://%1$s in place of http")),
  NOT_HTTP(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "what answers on %s does not speak HTTP: %s",
          "another kind of server listens there: is the port right?")),
  HTTP_2_ONLY(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "what answers on %s speaks HTTP/2 only",
          "a gRPC server, perhaps: is the port right? Else let it speak HTTP/1.1, too")),
  API_HANGS_UP(
      fail(
          Step.Kind.API,
          Kind.UNREACHABLE,
          "%s hangs up without an answer",
          "it crashes on the request, or something in between cuts it: see its log")),
  CUT_SHORT(
      fail(
          Step.Kind.API,
          Kind.UNREACHABLE,
          "%s began to answer, but broke off (%s)",
          "the server, or a proxy in between, ends answers too early: see their logs")),
  NOT_COMPRESSED(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "%s says that its answer is compressed (gzip), and it is not",
          "the server, or a proxy in between, sets a wrong Content-Encoding")),
  TOO_LARGE(
      fail(Step.Kind.API, Kind.PROTOCOL, "%s", "no list of workers is so long: is this the API?")),
  API_SILENT(
      fail(
          Step.Kind.API,
          Kind.UNREACHABLE,
          "%s takes the request, and has not answered it in %s",
          "the API hangs, or has much to do: see its own log")),
  WEB_SOCKET_SERVER(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "a WebSocket server answers there, not the API (%s)",
          "if it is a stream, check ws://%2$s itself")),
  REDIRECTS_AWAY(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "redirects elsewhere (%s), to %s; that is not followed",
          "if you trust it, use --api %3$s")),
  REDIRECTS_TO_LOGIN(
      fail(
          Step.Kind.API,
          Kind.UNAUTHORISED,
          "leads to a login (%s), %s",
          "a login guards the API: give what it wants with -u, --token-file or -H 'Cookie: …'")),
  REDIRECTS_NOWHERE(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "redirects (%s) without saying where to",
          "the server, or a proxy in between, is set up wrong: is this the API?")),
  REDIRECTS_IN_CIRCLES(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "redirects in circles (%s), %s times, the last to %s",
          "the server, or a proxy in between, is set up wrong: is the base path right?")),
  WHO_ASKS_UNKNOWN(fail(Step.Kind.API, Kind.UNAUTHORISED, "who asks is not known (%s)", "%2$s")),
  TOKEN_EXPIRED(
      fail(
          Step.Kind.API, Kind.UNAUTHORISED, "the token has expired (%s)", "get a new token; %2$s")),
  MAY_NOT_SEE(
      fail(Step.Kind.API, Kind.UNAUTHORISED, "this user may not see the workers (%s)", "%2$s")),
  API_BUSY(
      fail(
          Step.Kind.API,
          Kind.UNREACHABLE,
          "the API has too much to do (%s)",
          "try again later, and ask less often")),
  OTHER_BASE(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "there is no list at that base path (%s)",
          "it answers at another one: --api %2$s")),
  OTHER_SERVICE(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "there is no list of workers (%s), though /health answers",
          "a server is there: is it another one, or too old a version?")),
  NO_SUCH_API(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "there is no /api/workers (%s)",
          "a wrong base path? --api takes what stands before /api/workers, as http://HOST/PATH")),
  ODD_STATUS(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "answered %s where 200 is due",
          "is this the API? --api URL gives another one")),
  NOBODY_BEHIND_GATEWAY(
      fail(
          Step.Kind.API,
          Kind.UNREACHABLE,
          "the gateway%s in front can't reach the API (%s)",
          "the API behind it is down or overloaded: look at it there")),
  API_FAILED(
      fail(
          Step.Kind.API,
          Kind.UNREACHABLE,
          "the API itself failed (%s)",
          "its own log tells why; logtail can do nothing about it")),
  PAGE(
      fail(
          Step.Kind.API,
          Kind.PROTOCOL,
          "answered %s with a web page%s, not with JSON",
          "a web page's server is there, or a proxy in between; is the base path right?")),
  LOGIN_PAGE(
      fail(
          Step.Kind.API,
          Kind.UNAUTHORISED,
          "answered %s with a login page%s",
          "whoever guards the API wants another login than it was given: -u, --token-file or -H")),
  PROXY_ANSWERED(
      fail(
          Step.Kind.PROXY,
          Kind.UNREACHABLE,
          "a proxy in between answered %s itself (%s)",
          "can it reach the API, and may it? --proxy '' or --no-proxy HOST goes around it")),
  PROXY_PAGE(
      fail(
          Step.Kind.PROXY,
          Kind.PROTOCOL,
          "a proxy in between answered with a web page%s, not the API; %s",
          "go around it with --proxy '' or --no-proxy HOST, or have it let this through")),
  PROXY_WANTS_USER(
      fail(
          Step.Kind.PROXY,
          Kind.UNAUTHORISED,
          "a proxy in between wants a user (%s)",
          "give it with --proxy http://USER:PASSWORD@HOST:PORT")),
  LISTED(ok(Step.Kind.LISTING, "%s, %s alive, %s with a stream")),
  COUNT_DIFFERS(
      warn(
          Step.Kind.LISTING,
          "%s are listed, but total_workers says %s",
          "the API counts workers that it does not list, or for another user")),
  NONE_ALIVE(
      warn(
          Step.Kind.LISTING,
          "%s, and none is alive",
          "has the strategy manager started them? See its own log")),
  NO_WORKERS(
      fail(
          Step.Kind.LISTING,
          Kind.GONE,
          "the API lists no workers at all",
          "none is configured, or none has started; or this is another API than you mean")),
  TOO_MANY_WORKERS(
      warn(
          Step.Kind.LISTING,
          "%s workers are meant; looked into are the first %s",
          "name fewer, or give --max-workers %1$s")),
  LIST_EMPTY_ANSWER(
      fail(
          Step.Kind.LISTING,
          Kind.PROTOCOL,
          "answered %s with nothing at all",
          "is this the API? See its own log")),
  LIST_IS_ARRAY(
      fail(
          Step.Kind.LISTING,
          Kind.PROTOCOL,
          "answered %s with a JSON array where an object is due",
          "is this the API, in a version that is known? --api URL gives another one")),
  LIST_BROKEN(
      fail(
          Step.Kind.LISTING,
          Kind.PROTOCOL,
          "answered %s with broken JSON (%s)",
          "something cuts the answer or writes into it: look at it with curl")),
  LIST_IS_OTHER_JSON(
      fail(
          Step.Kind.LISTING,
          Kind.PROTOCOL,
          "answered %s with JSON that is no list of workers (%s)",
          "is this the API, in a version that is known? --api URL gives another one")),
  LIST_IS_TEXT(
      fail(
          Step.Kind.LISTING,
          Kind.PROTOCOL,
          "answered %s with text that is not JSON (%s)",
          "is this the API? --api URL gives another one")),
  API_CLOCK_RIGHT(ok(Step.Kind.CLOCK, "the API's clock and this one agree to a few seconds")),
  API_CLOCK_OFF(
      warn(
          Step.Kind.CLOCK,
          "the API's clock is %s %s the one here",
          "set one of them by NTP: times, --since and the order of workers depend on it")),
  NO_WORKER_FITS(fail(Step.Kind.LISTING, Kind.GONE, "no worker fits %s", "%2$s")),
  TARGET_AMBIGUOUS(fail(Step.Kind.LISTING, Kind.GONE, "%s", "%2$s")),
  TARGET_IS_ADDRESS(
      fail(
          Step.Kind.LISTING,
          Kind.GONE,
          "no worker is called '%s', which looks like an address",
          "an API is written http://%1$s, a stream ws://%1$s")),
  NOT_ASKED_FOR(
      fail(
          Step.Kind.LISTING,
          Kind.UNREACHABLE,
          "not looked into: the API does not tell which workers there are",
          "mend what the API's own steps tell first")),
  ALIVE(ok(Step.Kind.LISTING, "alive%s")),
  DEAD(
      warn(
          Step.Kind.LISTING,
          "dead (alive=false)%s",
          "the worker has stopped or crashed; its log file may tell why: logtail history '%2$s'")),
  NO_STREAM_URL(
      fail(
          Step.Kind.ADDRESS,
          Kind.GONE,
          "no stream URL: the worker is alive, but the API names no stream of it",
          "streaming is switched off in the worker, or its log server did not start")),
  NO_STREAM_OF_DEAD(
      warn(
          Step.Kind.ADDRESS,
          "no stream URL, as is usual of a dead worker",
          "nothing can be followed until it is started again")),
  STREAM_URL(ok(Step.Kind.ADDRESS, "%s")),
  SAME_STREAM(
      warn(
          Step.Kind.ADDRESS,
          "%s, the very stream that the API names for %s, too",
          "one of them is wrong: each worker has a port of its own; see their configuration")),
  STREAM_URL_WRONG(fail(Step.Kind.ADDRESS, Kind.PROTOCOL, "%s", "%2$s"));

  @SuppressWarnings("ImmutableEnumChecker") // words and constants only
  private final Sentence told;

  ApiFinding(Sentence told) {
    this.told = told;
  }

  @Override
  public Sentence told() {
    return told;
  }
}
