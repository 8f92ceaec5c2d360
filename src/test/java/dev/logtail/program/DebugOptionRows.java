package dev.logtail.program;

import static dev.logtail.program.OptionRow.Part.ERR;
import static dev.logtail.program.OptionRow.Part.OUT;
import static dev.logtail.program.OptionRow.of;

import java.util.List;
import java.util.stream.Stream;

/** What each option of {@code logtail debug} changes. */
final class DebugOptionRows {
  private static final String PIN = "sha256//47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  private DebugOptionRows() {}

  static List<OptionRow> all() {
    return Stream.of(request(), talk(), ends(), output(), links(), access(), tls(), server())
        .flatMap(List::stream)
        .map(row -> row.in("debug"))
        .toList();
  }

  private static List<OptionRow> request() {
    return List.of(
        of("--connect").line("debug --count 1").value("{odd}/headers").code(0),
        of("--subprotocol").value("chat.v1").changes(OUT),
        of("--origin").value("http://page.example").changes(OUT),
        of("--host").value("other.example").changes(OUT),
        of("--protocol").value("8").code(7),
        of("--location").line("debug {odd}/redirect/2 --count 1").code(0),
        of("--max-redirects").line("debug {odd}/redirect/3 -L --count 1").value("1").code(7));
  }

  private static List<OptionRow> talk() {
    return List.of(
        of("--execute").line("debug {odd}/echo -w 0.5").value("hello").changes(OUT),
        of("--wait").line("debug {odd}/late/0.7").value("0.1").changes(OUT),
        of("--slash").line("debug {odd}/echo -w 0.5").typing("/ping x\n").changes(OUT),
        of("--send-anyway").line("debug {odd}/ws/logs -w 0.5").typing("x\n").changes(OUT));
  }

  private static List<OptionRow> ends() {
    return List.of(
        of("--expect").line("debug {odd}/count/5 -w 0.5").value("'age 2'").changes(OUT),
        of("--close")
            .line("debug {odd}/echo -w 0.1 -v")
            .value("'4001 so long'")
            .only("the code", run -> run.err().contains("closed by us: 4001 'so long'")),
        of("--count").line("debug {odd}/count/5 -w 0.5").value("2").changes(OUT),
        of("--timeout").line("debug {odd}/echo --count 1").value("300ms").ends());
  }

  private static List<OptionRow> output() {
    String mix = "debug {odd}/mix --count 3";
    return List.of(
        of("--show-ping-pong").line(mix).changes(ERR),
        of("--binary").line(mix).changes(OUT),
        of("--null").line(mix).changes(OUT),
        of("--quiet").line(mix + " -P").changes(ERR),
        of("--timestamps")
            .line("debug {odd}/bye")
            .only("a time", run -> run.out().matches("\\d{4}-\\d\\d-\\d\\dT\\S+ bye\\s+")),
        of("--json")
            .line("debug {odd}/bye")
            .only("JSON", run -> run.out().endsWith("\"size\":3,\"text\":\"bye\"}\n")));
  }

  private static List<OptionRow> links() {
    return List.of(
        of("--reconnect").line("debug {odd}/bye --count 2 --timeout 9s").code(0),
        of("--ping-interval").line("debug {odd}/deaf -w 2").value("200ms").code(6),
        of("--connect-timeout").line("debug {odd}/slow/2 -w 0.1").value("300ms").code(6),
        of("--max-frame").line("debug {odd}/echo -x 0123456789 -w 0.5").value("8").code(7));
  }

  private static List<OptionRow> access() {
    return List.of(
        of("--config").value("{config}").changes(OUT),
        of("--context").given("--config {config}").value("b").changes(OUT),
        of("--header").value("'X-A: b'").changes(OUT),
        of("--token-file").value("{token}").changes(OUT),
        of("--token").value("abc").changes(OUT),
        of("--user").value("bob:pw").changes(OUT),
        of("--auth").value("bob:pw").changes(OUT),
        of("--netrc").with("NETRC", "{netrc}").changes(OUT),
        of("--proxy").value("{closed}").code(6),
        of("--no-proxy").given("--proxy {closed}").value("*").code(0));
  }

  private static List<OptionRow> tls() {
    String mutual = "debug {mutual}/bye --insecure";
    return List.of(
        of("--cacert").line("debug {tls}/bye").value("{ca.pem}").code(0),
        of("--ca").line("debug {tls}/bye").value("{ca.pem}").code(0),
        of("--insecure").line("debug {tls}/bye").code(0),
        of("--no-check").line("debug {tls}/bye").code(0),
        of("--pin-sha256").line("debug {tls}/bye --insecure").value(PIN).code(5),
        of("--cert").line(mutual).value("{client-both.pem}").code(0),
        of("--key").line(mutual + " --cert {client.pem}").value("{client.key}").code(0),
        of("--passphrase")
            .line(mutual + " --cert {client.pem} --key {locked.key}")
            .value("Sesam-1")
            .code(0));
  }

  /** What serves waits for others: its end tells that it served. */
  private static List<OptionRow> server() {
    return List.of(
        of("--listen").line("debug --count 1 --timeout 300ms").value("0").code(3),
        of("--insecure-listen").line("debug --listen 0.0.0.0:0 --count 1 --timeout 300ms").code(3));
  }
}
