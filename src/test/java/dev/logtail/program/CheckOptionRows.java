package dev.logtail.program;

import static dev.logtail.program.OptionRow.of;
import static dev.logtail.program.PeerFarm.DRAGON;

import java.util.List;
import java.util.stream.Stream;

/** The rows of options that change a report, which tells times that are never the same twice. */
final class CheckOptionRows {
  private static final String STREAMS = "check --timeout 4s";
  private static final String WITHHELD = "gets no credentials";

  private CheckOptionRows() {}

  static List<OptionRow> all() {
    return Stream.of(
            of("--api")
                .value("{other}")
                .only("its worker", run -> run.out().contains("1 worker, 1 alive")),
            of("--output").value("json").only("JSON", run -> run.out().startsWith("{")),
            of("--verbose").only("headers", run -> run.out().contains("content-length: ")),
            of("--quiet").only("no step that is ok", run -> !run.out().contains(" ok    tcp")),
            of("--color").value("always").only("colours", run -> run.out().contains("\u001b[3")),
            of("--theme")
                .given("--color always")
                .value("mono")
                .only("no green", run -> !run.out().contains("\u001b[32mok")),
            of("--timeout").line("check {silent}").value("500ms").ends(),
            of("--max-workers")
                .line(STREAMS)
                .value("1")
                .only("the first", run -> run.out().contains("looked into are the first 1")),
            of("--dialect")
                .line(STREAMS)
                .farm("--workers 1")
                .before(farm -> farm.tellRaw(DRAGON, "2026-02-01 14:30:00 ERROR plain"))
                .value("raw")
                .only("plain lines", run -> run.out().contains("lines")),
            of("--server-tz")
                .line(STREAMS)
                .value("Asia/Kathmandu")
                .only("another age", run -> run.out().contains("the newest is 5 h")),
            of("--auth-host")
                .line(STREAMS)
                .with("LOGTAIL_API", "{remote}")
                .given("--token abc --allow-private-streams")
                .value("127.0.0.1")
                .only("credentials", run -> !run.out().contains(WITHHELD)),
            of("--allow-plaintext-auth")
                .line(STREAMS)
                .with("LOGTAIL_API", "{secure-remote}")
                .given("--insecure --token abc --allow-private-streams --auth-host 127.0.0.1")
                .only("credentials", run -> !run.out().contains(WITHHELD)),
            of("--allow-private-streams")
                .line(STREAMS)
                .with("LOGTAIL_API", "{remote}")
                .only("as sent", run -> !run.out().contains("means the API's own machine")),
            of("--no-proxy").given("--proxy {closed}").value("*").code(3),
            of("--cacert").with("LOGTAIL_API", "{secure}").value("{ca.pem}").code(3),
            of("--insecure").with("LOGTAIL_API", "{secure}").code(3),
            of("--key")
                .with("LOGTAIL_API", "{secure}")
                .given("--insecure --cert {client.pem}")
                .value("{client.key}")
                .code(3))
        .map(row -> row.in("check"))
        .toList();
  }
}
