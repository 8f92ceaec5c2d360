package dev.logtail.tool.probe;

import static dev.logtail.tool.probe.Finding.Sentence.fail;
import static dev.logtail.tool.probe.Finding.Sentence.ok;
import static dev.logtail.tool.probe.Finding.Sentence.warn;

import dev.logtail.model.StreamFailure.Kind;

/** What a stream that is open can come to. */
public enum StreamFinding implements Finding {
  DEFLATE(ok(Step.Kind.EXTENSIONS, "%s: messages come compressed")),
  NO_EXTENSIONS(ok(Step.Kind.EXTENSIONS, "none agreed: messages come uncompressed, which is fine")),
  RING_FULL(ok(Step.Kind.REPLAY, "about %s records at once: a full ring of %s")),
  RING_PART(
      ok(Step.Kind.REPLAY, "about %s at once: the server has not logged more, or keeps no more")),
  RING_EMPTY(
      ok(Step.Kind.REPLAY, "no old records: the server has not logged any yet, or keeps none")),
  WORKER_RECORDS(ok(Step.Kind.FIRST_RECORD, "after %s: a worker's JSON")),
  RECORDS_IN_ARRAYS(
      ok(Step.Kind.FIRST_RECORD, "after %s: a worker's JSON, up to %s records a frame")),
  KNOWN_LINES(ok(Step.Kind.FIRST_RECORD, "after %s: lines of text with time or level")),
  PLAIN_LINES(ok(Step.Kind.FIRST_RECORD, "after %s: plain lines of text, without time and level")),
  TEXT_WHERE_JSON_IS_DUE(
      warn(
          Step.Kind.FIRST_RECORD,
          "after %s: plain text, where a worker's JSON is due, '%s'",
          "is that the right server, and its right port? If it is meant so: --dialect raw")),
  SOME_TEXT(
      warn(
          Step.Kind.FIRST_RECORD,
          "after %s: a worker's JSON; but %s records of %s are plain text, the first '%s'",
          "something writes past the logger into the stream (print, a library); it is shown as text")),
  EMPTY_MESSAGES(
      warn(
          Step.Kind.FIRST_RECORD,
          "after %s: %s messages, and all of them empty",
          "is that the right stream? Its server sends nothing but the frames")),
  JSON_IN_PIECES(
      warn(
          Step.Kind.FIRST_RECORD,
          "after %s: a record in pieces over several messages, the first '%s'",
          "let the server send each record as one message, without line breaks between")),
  JSON_LINES(
      warn(
          Step.Kind.FIRST_RECORD,
          "after %s: several records in one message, a line each, '%s'",
          "let the server send each record as one message, or several as a JSON array")),
  BROKEN_JSON(
      fail(
          Step.Kind.FIRST_RECORD,
          Kind.PROTOCOL,
          "after %s: broken JSON, '%s'",
          "the server cuts its records or does not escape them; they are shown as text")),
  SOME_BROKEN_JSON(
      warn(
          Step.Kind.FIRST_RECORD,
          "after %s: a worker's JSON; but %s records of %s are broken, the first '%s'",
          "the server cuts its records or does not escape them; they are shown as text")),
  OTHER_JSON(
      warn(
          Step.Kind.FIRST_RECORD,
          "after %s: JSON without time, level or message, '%s'",
          "this is no log stream that logtail knows; does it want to be asked first?")),
  BINARY(
      fail(
          Step.Kind.FIRST_RECORD,
          Kind.PROTOCOL,
          "after %s: binary messages, %s bytes the first, and no text",
          "logtail reads text: let the server send text frames; 'logtail debug' shows the bytes")),
  NO_STAMPS(
      warn(
          Step.Kind.FIRST_RECORD,
          "after %s: JSON without a timestamp",
          "records are shown by their arrival, and what a reconnection repeats can't be told: have the"
              + " server send \"timestamp\"")),
  ODD_STAMPS(
      warn(
          Step.Kind.FIRST_RECORD,
          "after %s: the timestamps are not understood, '%s'",
          "records are shown by their arrival: have the server send ISO 8601 or epoch seconds")),
  ALIVE_BUT_SILENT(
      warn(
          Step.Kind.FIRST_RECORD,
          "none within %s: the worker is alive and its stream open, but silent",
          "does it do anything now? Else its log level is too high, or its logger is not attached to"
              + " the stream")),
  SILENT(
      warn(
          Step.Kind.FIRST_RECORD,
          "none within %s: the stream is open, but silent",
          "does it log now? Some servers want to be asked first; a longer --timeout waits longer")),
  SILENCE_UNTOLD(
      warn(
          Step.Kind.FIRST_RECORD,
          "can't be told: none within %s, and --timeout leaves no more time",
          "give it more time with --timeout")),
  DEAD_AND_SILENT(
      warn(
          Step.Kind.FIRST_RECORD,
          "none: the worker is dead (alive=false in the API)",
          "start the worker; 'logtail history' may still have its log file")),
  LEVELS_SEEN(ok(Step.Kind.LEVELS, "%s")),
  NO_LEVELS(ok(Step.Kind.LEVELS, "none: the records carry no level")),
  LEVEL_TOO_HIGH(
      warn(
          Step.Kind.LEVELS,
          "level too high at the server? Only %s among %s records",
          "lower the level of the worker's logger, or of the handler that feeds the stream: nothing"
              + " milder is sent")),
  CLOCK_RIGHT(ok(Step.Kind.CLOCK, "server and this machine agree within %s")),
  CLOCK_UNKNOWN(ok(Step.Kind.CLOCK, "can't be told: no new record came%s")),
  CLOCK_UNSTAMPED(
      ok(Step.Kind.CLOCK, "can't be told: the records carry no time that is understood")),
  ZONE_WRONG(
      warn(
          Step.Kind.CLOCK,
          "the server's stamps are %s %s: another time zone",
          "stamps without a zone are read as %3$s; try --server-tz %4$s")),
  ZONE_MISLABELLED(
      warn(
          Step.Kind.CLOCK,
          "the server's stamps are %s %s, a time zone's difference, though they name their zone",
          "the server writes local time and calls it something else: mend its log format")),
  CLOCK_OFF(
      warn(
          Step.Kind.CLOCK,
          "the server's clock is off: %s %s",
          "set it by NTP, there or here; records of several hosts are merged in a wrong order")),
  CLOCK_JUMPS(
      warn(
          Step.Kind.CLOCK,
          "the stamps jump: some are %s, others %s",
          "processes with clocks or zones of their own log into one stream, or old records come"
              + " again: merged with other workers they are in a wrong order")),
  RECORDS_LATE(
      warn(
          Step.Kind.CLOCK,
          "right, but records come up to %s after they were logged",
          "something holds them back: a proxy that buffers (nginx: proxy_buffering off;), or the"
              + " worker itself")),
  CLOCK_YEARS_OFF(
      warn(
          Step.Kind.CLOCK,
          "the server's clock is years off: it says %s",
          "set the server's clock, or its format of timestamps")),
  NEWEST_IN_FUTURE(
      warn(
          Step.Kind.CLOCK,
          "the newest record lies %s in the future",
          "another time zone (--server-tz ZONE), or a wrong clock (NTP), there or here")),
  PONGS(ok(Step.Kind.PING, "%s round trip, median of %s")),
  PINGS_UNTOLD(ok(Step.Kind.PING, "can't be told: --timeout leaves no time to wait for answers")),
  PONGS_ODD(
      warn(
          Step.Kind.PING,
          "answers pings, but not with what they hold",
          "its WebSocket library is broken, or something in between answers in its place")),
  PINGS_EATEN(
      warn(
          Step.Kind.PING,
          "no answer to pings within %s, though records come",
          "the server or a proxy in between eats pings: follow it with --keepalive off, else it is taken"
              + " for dead whenever it is quiet")),
  NO_PONG(
      fail(
          Step.Kind.PING,
          Kind.UNREACHABLE,
          "does not answer pings (waited %s), and no new record comes: half-open",
          "the server hangs behind an open connection (restart it), or a proxy in between has lost it")),
  LET_IN(ok(Step.Kind.CLIENTS, "let in, not turned away with 1008")),
  TOO_MANY_CLIENTS(
      fail(
          Step.Kind.CLIENTS,
          Kind.UNAUTHORISED,
          "the server allows no more clients (%s)",
          "close another viewer: browsers, 'logtail follow' elsewhere")),
  LOGIN_WANTED(
      fail(
          Step.Kind.CLIENTS,
          Kind.UNAUTHORISED,
          "the server lets in only those it knows (%s)",
          "give what it asks for with --token-file, -u or -H")),
  REFUSED_BY_POLICY(
      fail(
          Step.Kind.CLIENTS,
          Kind.UNAUTHORISED,
          "the server refuses this client (1008 policy%s)",
          "see the server's log for its rule; give what it asks for with -H, --token-file or -u")),
  STAYS_OPEN(ok(Step.Kind.STREAM, "stayed open for %s: %s")),
  FLOOD(
      warn(
          Step.Kind.STREAM,
          "a flood: %s records a second",
          "logtail keeps up and counts what it must leave out; raise the worker's log level, or --memory")),
  DEAD_BUT_OPEN(
      warn(
          Step.Kind.STREAM,
          "dead but open: alive=false in the API, yet the stream is open and answers pings",
          "the log server has outlived its worker, nothing new will come: restart the worker")),
  ENDS_WHEN_PINGED(
      fail(
          Step.Kind.STREAM,
          Kind.UNREACHABLE,
          "the stream ends as soon as it is pinged (%s)",
          "the server, or a proxy in between, does not bear pings: follow it with --keepalive off")),
  TRY_LATER(
      fail(
          Step.Kind.STREAM,
          Kind.UNREACHABLE,
          "the server can't serve now (%s)",
          "it restarts, or has too much to do: try again later")),
  CLOSED_AT_ONCE(
      fail(
          Step.Kind.STREAM,
          Kind.UNREACHABLE,
          "the server closes at once (%s), before any record",
          "it is stopping, or its handler ends by itself: see the worker's own output")),
  FAILS_AT_ONCE(
      fail(
          Step.Kind.STREAM,
          Kind.UNREACHABLE,
          "the server fails at once (%s), before any record",
          "an error in the server: see the worker's own output")),
  CLOSED_AFTER_REPLAY(
      fail(
          Step.Kind.STREAM,
          Kind.UNREACHABLE,
          "the server closes right after the replay (%s)",
          "it sends what it has and does not go on: has the worker ended? Else see its own output")),
  CLOSED_LATER(
      fail(
          Step.Kind.STREAM,
          Kind.UNREACHABLE,
          "the server closed the stream after %s (%s)",
          "if the worker was stopped just now, check again; else see its own output")),
  CLOSED_WHEN_IDLE(
      fail(
          Step.Kind.STREAM,
          Kind.UNREACHABLE,
          "cut off after %s of silence, without a close: something in between ends idle connections",
          "raise the idle timeout of the proxy in between (nginx: proxy_read_timeout), or follow with a"
              + " shorter --keepalive")),
  BROKE_OFF(
      fail(
          Step.Kind.STREAM,
          Kind.UNREACHABLE,
          "the connection broke after %s without a close%s",
          "the worker was killed, or the network or a proxy in between cut it: see the worker's own"
              + " output")),
  ILLEGAL_FRAMES(
      fail(
          Step.Kind.STREAM,
          Kind.PROTOCOL,
          "illegal frames: %s",
          "the server's WebSocket library is broken, or something in between changes what it sends")),
  COMPRESSION_BROKEN(
      fail(
          Step.Kind.STREAM,
          Kind.PROTOCOL,
          "compressed messages that can't be unpacked (%s)",
          "the server's WebSocket library is broken, or something in between changes what it sends")),
  NOT_UTF_8(
      fail(
          Step.Kind.STREAM,
          Kind.PROTOCOL,
          "a message that is not UTF-8",
          "the server must encode text frames as UTF-8")),
  MESSAGE_TOO_LARGE(
      fail(
          Step.Kind.STREAM,
          Kind.PROTOCOL,
          "a message is larger than 16 MiB, the default of --max-frame",
          "follow it with a larger --max-frame, or let the worker log less at once"));

  @SuppressWarnings("ImmutableEnumChecker") // words and constants only
  private final Sentence told;

  StreamFinding(Sentence told) {
    this.told = told;
  }

  @Override
  public Sentence told() {
    return told;
  }
}
