package dev.logtail.program;

import static dev.logtail.program.OptionRow.Part.ERR;
import static dev.logtail.program.OptionRow.Part.FILES;
import static dev.logtail.program.OptionRow.Part.OUT;
import static dev.logtail.program.OptionRow.Part.SERVER;
import static dev.logtail.program.OptionRow.of;
import static dev.logtail.program.PeerFarm.DRAGON;
import static dev.logtail.program.PeerFarm.TURTLE;
import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The table: for every option of every command, what it changes. A new option needs a row here:
 * what it is given, and what then differs. {@link OptionsIT} says what stands for the words in
 * braces.
 */
final class OptionRows {
  /** The command lines without any option of interest. Each ends by itself. */
  static final Map<String, String> USUAL =
      Map.ofEntries(
          entry("logtail", ""),
          entry("list", "list"),
          entry("follow", "follow --lines --idle 300ms"),
          entry("export", "export -O -"),
          entry("history", "history"),
          entry("config use-context", "config use-context a"),
          entry("stats", "stats"),
          entry("check", "check nosuch"),
          entry("debug", "debug {odd}/headers --count 1"),
          entry("demo", "demo --lines --workers 1 --time none --rate 0.01 --idle 200ms"),
          entry("completion", "completion bash"));

  /** What reads the file and asks no server. */
  private static final String[] CONFIG_COMMANDS = {
    "config",
    "config check",
    "config contexts",
    "config explain",
    "config init",
    "config path",
    "config show",
    "config use-context"
  };

  private static final String PIN = "sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  /** Enough records of the demo to have each kind among them. */
  private static final String ALL_REMARKS =
      "demo --lines --workers 9 --time none --rate 0.01 --idle 300ms";

  private static final Duration PACE = Duration.ofMillis(20);
  private static final int MANY = 60;

  private OptionRows() {}

  static List<OptionRow> all() {
    return Stream.of(
            everywhere(),
            StatsOptionRows.all(),
            CheckOptionRows.all(),
            DebugOptionRows.all(),
            records(),
            filters(),
            ends(),
            access(),
            tls(),
            streams(),
            lines(),
            files(),
            demo())
        .flatMap(List::stream)
        .toList();
  }

  private static List<OptionRow> everywhere() {
    return List.of(
        of("--help").in("help").only("help", run -> run.out().contains("logtail help [")),
        of("--help").only("help", run -> run.out().contains("Usage: logtail")),
        of("--help").in("logtail").instead("--version").changes(OUT),
        of("--version").only("a version", run -> run.out().startsWith("logtail ")),
        of("--verbose").changes(ERR),
        of("--quiet").changes(ERR),
        of("--quiet").in("list").farm("--workers 0").changes(ERR),
        of("--stats").only("received", run -> run.err().contains("received")),
        of("--api").value("{other}").changes(OUT),
        of("--config").value("{config}").changes(SERVER),
        of("--context").in("config explain").given("--config {config}").value("b").changes(OUT),
        of("--output").in("config explain").given("--config {config}").value("json").changes(OUT),
        of("--output").in("config contexts").given("--config {config}").value("name").changes(OUT),
        of("--config")
            .in(CONFIG_COMMANDS)
            .value("{config}")
            .only("another file", run -> !(run.out() + run.err()).contains("none/logtail")),
        of("--context").given("--config {config}").value("b").changes(SERVER));
  }

  private static List<OptionRow> records() {
    return List.of(
        of("--output").value("csv").changes(OUT),
        of("--template").value("'{time} {message}'").changes(OUT),
        of("--highlight").given("--color always").value("processed").changes(OUT),
        of("--output").in("list").value("name").changes(OUT),
        of("--csv-raw")
            .given("-o csv")
            .farm("--workers 1")
            .before(OptionRows::addFormula)
            .changes(OUT),
        of("--time").given("-o text").value("epoch").changes(OUT),
        of("--time")
            .in("demo")
            .line("demo --lines --limit 3")
            .value("none")
            .only("no time", run -> !run.out().startsWith("TIME")),
        of("--tz").given("-o text --time full").value("Asia/Kathmandu").changes(OUT),
        of("--tz")
            .in("demo")
            .line("demo --lines --limit 3 --time full")
            .value("Asia/Kathmandu")
            .only("its offset", run -> run.out().contains("+05:45")));
  }

  /** A worker whose name a spreadsheet would compute. */
  private static void addFormula(PeerFarm farm) {
    farm.tell("add", "=x");
    farm.tell("burst", "=x", 1);
  }

  private static List<OptionRow> filters() {
    return List.of(
        of("--level").value("WARNING").changes(OUT),
        of("--include").value("'#[1-3]'").changes(OUT),
        of("--include").in("demo").value("ar").changes(OUT),
        of("--exclude").value("'#[1-3]'").changes(OUT),
        of("--exclude").in("demo").value("ar").changes(OUT),
        of("--where").value("'level = WARNING'").changes(OUT),
        of("--since").value("2100-01-01").changes(OUT),
        of("--until").value("2001-01-01").changes(OUT),
        of("--fixed").given("-e Bar.processed").changes(OUT));
  }

  private static List<OptionRow> ends() {
    return List.of(
        of("--limit").value("3").changes(OUT),
        of("--limit")
            .in("demo")
            .line("demo --lines --for 1s")
            .value("3")
            .only("three lines", run -> run.lines().size() == 3),
        of("--for").in("follow").line("follow --lines").value("300ms").ends(),
        of("--for").in("export").value("20s").goesOn(),
        of("--for").in("demo").line("demo --lines").value("300ms").ends(),
        of("--idle").in("follow").line("follow --lines").value("300ms").ends(),
        of("--idle").in("export").line("export -O - --follow").value("300ms").ends(),
        of("--idle").in("demo").line("demo --lines --rate 0.1").value("200ms").ends(),
        of("--fail-on").value("ERROR").code(9),
        of("--fail-on-gap")
            .in("follow")
            .line("follow --lines --idle 4s")
            .farm("--workers 1 --prefill 3 --ring 3 --no-file")
            .during(OptionRows::lose)
            .code(9),
        of("--fail-on-gap")
            .in("export")
            .line("export -O - --follow --idle 4s")
            .farm("--workers 1 --prefill 3 --ring 3 --no-file")
            .during(OptionRows::lose)
            .code(9),
        alert("follow --lines --idle 1s", "follow").changes(FILES),
        alert("export -O - --follow --idle 1s", "export").changes(FILES),
        alert("demo --lines --for 2s --rate 20", "demo")
            .only("an alert", run -> run.files().containsKey("alerted")),
        alerts("follow --lines --idle 1s", "follow"),
        alerts("export -O - --follow --idle 1s", "export"),
        alerts("demo --lines --for 2s --rate 20 --workers 1", "demo"));
  }

  private static OptionRow alert(String line, String command) {
    return of("--alert")
        .in(command)
        .line(line)
        .farm("--workers 1 --prefill 3")
        .during((farm, run) -> farm.tell("burst", DRAGON, 10))
        .value("'level>=DEBUG=exec:/usr/bin/touch {dir}/alerted'");
  }

  private static OptionRow alerts(String line, String command) {
    return of("--alert-every")
        .in(command)
        .line(line)
        .farm("--workers 1 --prefill 3")
        .during((farm, run) -> farm.tell("burst", DRAGON, 10))
        .given("'--alert=level>=DEBUG=exec:/usr/bin/mktemp -p {dir}'")
        .value("1ms")
        .only("many alerts", run -> run.files().size() > 2);
  }

  /** More than its server remembers. */
  private static void lose(PeerFarm farm, OptionRun run) {
    farm.tell("drop", DRAGON);
    farm.tell("burst", DRAGON, 20);
  }

  private static List<OptionRow> access() {
    return List.of(
        of("--header").value("'X-A: b'").changes(SERVER),
        of("--token-file").value("{token}").changes(SERVER),
        of("--token").value("abc").changes(SERVER),
        of("--user").value("bob:pw").changes(SERVER),
        of("--netrc").with("NETRC", "{netrc}").changes(SERVER),
        of("--auth-host")
            .with("LOGTAIL_API", "{remote}")
            .given("--token abc --allow-private-streams")
            .value("127.0.0.1")
            .changes(ERR),
        of("--allow-private-streams")
            .with("LOGTAIL_API", "{remote}")
            .only("records", run -> run.lines().size() >= 24),
        of("--allow-plaintext-auth")
            .with("LOGTAIL_API", "{secure-remote}")
            .given("--insecure --token abc --allow-private-streams --auth-host 127.0.0.1")
            .changes(ERR),
        of("--proxy").value("{closed}").code(6),
        of("--no-proxy").given("--proxy {closed}").value("*").code(0));
  }

  private static List<OptionRow> tls() {
    return Stream.of(
            of("--cacert").value("{ca.pem}").code(0),
            of("--insecure").code(0),
            of("--pin-sha256").given("--insecure").value(PIN).code(5),
            of("--cert").given("--insecure").value("{client-both.pem}").changes(SERVER),
            of("--key").given("--insecure --cert {client.pem}").value("{client.key}").code(0))
        .map(row -> row.with("LOGTAIL_API", "{secure}"))
        .toList();
  }

  private static List<OptionRow> streams() {
    String listening = "follow --lines --idle 3s";
    return List.of(
        of("--tail").value("2").changes(OUT),
        of("--no-reconnect").in("follow").line("follow --lines {dead}").ends(),
        of("--no-reconnect").in("export").line("export -O - --follow {dead}").ends(),
        of("--max-retries").in("follow").line("follow --lines {dead}").value("1").ends(),
        of("--max-retries").in("export").line("export -O - --follow {dead}").value("1").ends(),
        of("--max-backoff")
            .in("follow")
            .line("follow --lines --max-retries 4 {dead}")
            .value("100ms")
            .ends(),
        of("--max-backoff")
            .in("export")
            .line("export -O - --follow --max-retries 4 {dead}")
            .value("100ms")
            .ends(),
        of("--connect-timeout")
            .in("follow")
            .line("follow --lines --no-reconnect {silent}")
            .value("1s")
            .ends(),
        of("--connect-timeout")
            .in("export")
            .line("export -O - --no-reconnect {silent}")
            .value("1s")
            .ends(),
        of("--discover-every")
            .in("list")
            .line("list --watch")
            .value("200ms")
            .only("more questions", run -> run.asked().size() > 2),
        of("--discover-every")
            .in("follow")
            .line("follow --lines --for 2s")
            .value("200ms")
            .only("more questions", run -> run.asked().size() > 2),
        of("--discover-every")
            .in("export")
            .line("export -O - --for 2s")
            .value("200ms")
            .only("more questions", run -> run.asked().size() > 2),
        of("--order-window")
            .in("follow")
            .line(listening)
            .given("--time none")
            .farm("--workers 2 --late 0.6 --prefill 1")
            .during(OptionRows::beLate)
            .value("2s")
            .changes(OUT),
        of("--order-window")
            .in("export")
            .line("export -O - --follow --idle 3s -o text")
            .given("--time none")
            .farm("--workers 2 --late 0.6 --prefill 1")
            .during(OptionRows::beLate)
            .value("2s")
            .changes(OUT),
        of("--order")
            .in("follow")
            .line(listening)
            .given("--time none")
            .instead("--order time --order-window 2s")
            .farm("--workers 2 --late 0.6 --prefill 1")
            .during(OptionRows::beLate)
            .value("arrival")
            .changes(OUT),
        of("--order")
            .in("export")
            .line("export -O - --follow --idle 3s -o text")
            .given("--time none")
            .instead("--order time --order-window 2s")
            .farm("--workers 2 --late 0.6 --prefill 1")
            .during(OptionRows::beLate)
            .value("arrival")
            .changes(OUT),
        of("--state").in("follow").value("{dir}/state").changes(FILES),
        of("--state")
            .line("export -O {dir}/a.ndjson")
            .value("{dir}/state")
            .only("a state", run -> run.files().containsKey("state")),
        of("--server-tz").given("-o text --time utc").value("Asia/Kathmandu").changes(OUT),
        of("--max-frame")
            .farm("--workers 1 --big")
            .given("-o text")
            .value("64k")
            .only("its reason", run -> run.err().contains("raise --max-frame")),
        noRoom(of("--memory").in("follow").line("follow --lines --idle 7s --spill 0").value("1m")),
        noRoom(
            of("--memory")
                .in("export")
                .line("export -O - --follow --idle 7s --spill 0")
                .value("1m")),
        noRoom(of("--spill").in("follow").line("follow --lines --idle 7s --memory 3m").value("0")),
        noRoom(
            of("--spill")
                .in("export")
                .line("export -O - --follow --idle 7s --memory 3m")
                .value("0")),
        of("--memory")
            .in("history")
            .given("--spill 0")
            .farm("--workers 2 --prefill 9000 --ring 9000")
            .value("100k")
            .code(8),
        of("--spill")
            .in("history")
            .given("--memory 100k")
            .farm("--workers 2 --prefill 9000 --ring 9000")
            .value("0")
            .code(8),
        of("--dialect")
            .given("-o text")
            .farm("--workers 1")
            .before(farm -> farm.tellRaw(DRAGON, "2026-02-01 14:30:00 ERROR plain"))
            .value("worker")
            .changes(OUT),
        of("--dedupe")
            .in("follow")
            .line(listening)
            .farm("--workers 1 --prefill 3")
            .during((farm, run) -> farm.tell("drop", DRAGON))
            .value("off")
            .only("repeats", run -> run.err().contains("6 records")),
        of("--dedupe")
            .in("export")
            .line("export -O - --follow --idle 3s")
            .farm("--workers 1 --prefill 3")
            .during((farm, run) -> farm.tell("drop", DRAGON))
            .value("off")
            .only("repeats", run -> run.err().contains("6 records")),
        of("--max-workers").value("1").code(2),
        of("--wait").with("LOGTAIL_API", "http://{closed}").value("=300ms").changes(ERR),
        of("--keepalive")
            .in("follow")
            .line(listening)
            .farm("--workers 1 --prefill 3")
            .during((farm, run) -> farm.tell("mute", DRAGON))
            .value("300ms")
            .changes(ERR),
        of("--keepalive")
            .in("export")
            .line("export -O - --follow --idle 3s -v")
            .farm("--workers 1 --prefill 3")
            .during((farm, run) -> farm.tell("mute", DRAGON))
            .value("300ms")
            .changes(ERR));
  }

  static OptionRow noRoom(OptionRow row) {
    return row.farm("--workers 1 --prefill 3")
        .readsLate()
        .during(OptionRows::sendMuch)
        .only("no room", run -> run.err().contains("the output is too slow"));
  }

  /** At a pace at which all of it comes as far as to the output, which nobody reads yet. */
  static void sendMuch(PeerFarm farm, OptionRun run) {
    for (int i = 0; i < MANY; i++) {
      farm.tell("big", DRAGON, 100_000);
      Awaitility.await().pollDelay(PACE).until(() -> true);
    }
  }

  /** What the second worker makes first comes last. */
  private static void beLate(PeerFarm farm, OptionRun run) {
    farm.tell("burst", TURTLE, 1);
    farm.tell("burst", DRAGON, 1);
  }

  private static List<OptionRow> lines() {
    return List.of(
        of("--color").value("always").changes(OUT),
        of("--theme").given("--color always").value("light").changes(OUT),
        of("--full-message").farm("--workers 1 --prefill 3 --prefix").changes(OUT),
        of("--csv-raw").in("demo").code(2),
        of("--ansi").in("demo").line(ALL_REMARKS).value("escape").changes(OUT),
        of("--ansi").farm("--workers 1 --prefill 60 --hostile").value("escape").changes(OUT));
  }

  private static List<OptionRow> files() {
    return List.of(
        of("--watch").goesOn(),
        of("--out")
            .line("export -o ndjson")
            .instead("-O -")
            .value("{dir}/new.ndjson")
            .changes(FILES),
        of("--split-by").line("export -O {dir}/").value("worker").code(0),
        of("--rotate").line("export -O {dir}/a.ndjson").value("4k").changes(FILES),
        of("--keep")
            .line("export -O {dir}/a.ndjson --rotate 4k")
            .farm("--workers 2 --prefill 60")
            .value("1")
            .only("one full file", run -> run.files().size() == 3),
        of("--mode").line("export -O {dir}/a.ndjson").value("0640").changes(FILES),
        of("--keep-partial")
            .line("export --follow --idle 2s -O {dir}/a.ndjson")
            .farm("--workers 1 --prefill 3")
            .during((farm, run) -> run.make("a.ndjson"))
            .only("what was written", run -> run.code() == 8 && run.files().size() == 3),
        of("--follow").in("export").goesOn(),
        of("--force").line("export -O {existing}").code(0),
        of("--append").line("export -O {existing}").code(0));
  }

  private static boolean isForGroup(OptionRun run) {
    try {
      return Files.getPosixFilePermissions(run.folder().resolve("new.ndjson"))
          .contains(PosixFilePermission.GROUP_READ);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<OptionRow> demo() {
    return List.of(
        of("--workers")
            .line("demo --lines --time none --limit 40")
            .value("2")
            .only("two of them", run -> workers(run) == 2),
        of("--rate")
            .line("demo --lines --workers 1 --for 2s")
            .value("300")
            .only("many lines", run -> run.lines().size() > 300),
        of("--seed").value("2").changes(OUT),
        of("--port").line("demo --serve-only").value("{taken}").code(6),
        of("--serve-only").line("demo").instead("--lines --rate 0.01 --idle 200ms").goesOn());
  }

  private static long workers(OptionRun run) {
    return run.lines().stream().map(line -> line.split(" +")[1]).distinct().count();
  }
}
