package dev.logtail.program;

import static dev.logtail.program.OptionRow.Part.OUT;
import static dev.logtail.program.OptionRow.Part.SERVER;
import static dev.logtail.program.OptionRow.of;
import static dev.logtail.program.PeerFarm.DRAGON;

import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The rows of options that change a count otherwise than what is shown of records. */
final class StatsOptionRows {
  private static final String LISTENING = "stats --watch --every 200ms --for 6s -o ndjson";

  private StatsOptionRows() {}

  static List<OptionRow> all() {
    return Stream.of(
            of("--history").changes(SERVER),
            of("--by").value("level").changes(OUT),
            of("--top").value("1").changes(OUT),
            of("--output").value("json").changes(OUT),
            of("--every")
                .line("stats --watch -o ndjson --for 2s")
                .value("100ms")
                .only("more counts", run -> run.lines().size() > 6),
            of("--server-tz").value("Asia/Kathmandu").changes(OUT),
            of("--allow-private-streams")
                .with("LOGTAIL_API", "{remote}")
                .only("records", run -> run.out().startsWith("24 records")),
            of("--tz").value("Asia/Kathmandu").changes(OUT),
            of("--for").value("20s").goesOn(),
            of("--idle").line("stats --watch").value("300ms").ends(),
            of("--fail-on-gap")
                .line("stats --watch --every 200ms --idle 4s")
                .farm("--workers 1 --prefill 3 --ring 3 --no-file")
                .during(
                    (farm, run) -> {
                      onceConnected(farm, "drop");
                      farm.tell("burst", DRAGON, 20);
                    })
                .code(9),
            of("--no-reconnect").line("stats --watch {dead}").ends(),
            of("--max-retries").line("stats --watch {dead}").value("1").ends(),
            of("--max-backoff").line("stats --watch --max-retries 4 {dead}").value("100ms").ends(),
            of("--connect-timeout").line("stats --no-reconnect {silent}").value("1s").ends(),
            of("--discover-every")
                .line("stats --for 2s")
                .value("200ms")
                .only("more questions", run -> run.asked().size() > 2),
            of("--alert")
                .line(LISTENING)
                .farm("--workers 1 --prefill 3")
                .during((farm, run) -> onceConnected(farm, "burst", 10))
                .value("'level>=DEBUG=exec:/usr/bin/touch {dir}/alerted'")
                .changes(OptionRow.Part.FILES),
            of("--alert-every")
                .line(LISTENING)
                .farm("--workers 1 --prefill 3")
                .during((farm, run) -> onceConnected(farm, "burst", 10))
                .given("'--alert=level>=DEBUG=exec:/usr/bin/mktemp -p {dir}'")
                .value("1ms")
                .only("many alerts", run -> run.files().size() > 2),
            of("--dedupe")
                .line(LISTENING)
                .farm("--workers 1 --prefill 3")
                .during((farm, run) -> onceConnected(farm, "drop"))
                .value("off")
                .only("repeats", run -> run.err().contains("6 records")),
            of("--memory")
                .line("stats --history --tail 9000")
                .farm("--workers 2 --prefill 9000")
                .value("100k")
                .only("what found no room", run -> run.err().contains("raise --memory")),
            OptionRows.noRoom(
                of("--spill").line("stats --watch --every 100ms --idle 7s --memory 3m").value("0")),
            of("--keepalive")
                .line(LISTENING)
                .given("-v")
                .farm("--workers 1 --prefill 3")
                .during((farm, run) -> onceConnected(farm, "mute"))
                .value("300ms")
                .changes(OptionRow.Part.ERR))
        .map(row -> row.in("stats"))
        .toList();
  }

  /** Counts are printed before there is a connection. */
  private static void onceConnected(PeerFarm farm, String command, Object... more) {
    Awaitility.await("a client").until(() -> farm.clients(DRAGON) > 0);
    farm.tell(command, DRAGON, more);
  }
}
