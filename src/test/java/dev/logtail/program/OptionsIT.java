package dev.logtail.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.cli.CommandModel;
import dev.logtail.cli.Secrets;
import dev.logtail.cli.TestEnvironments;
import dev.logtail.pipeline.access.Certificates;
import dev.logtail.pipeline.access.Redaction;
import dev.logtail.program.OptionRow.Proof;
import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks the command model: there is no option, hidden ones included, that is not proved to change
 * something. {@link OptionRows} is the table of proofs, {@link TerminalOptionsIT} has those of the
 * console.
 */
class OptionsIT {
  /** They wait most of the time. */
  private static final int AT_ONCE = 12;

  /** Longer than what ends by itself takes when it does. */
  private static final Duration SOON = Duration.ofMillis(2500);

  @TempDir private static Path folder;

  private static PeerFarm farm;
  private static PeerFarm other;
  private static SSLContext certificate;
  private static ServerSocket silent;

  /** Nobody listens there, and nobody will. */
  private static final int CLOSED = 1;

  private static WirePeer odd;
  private static WirePeer tls;
  private static WirePeer mutual;
  private static Map<String, List<String>> model = Map.of();

  /** Runs without any option, twice each: what differs between them proves nothing. */
  private final Map<List<String>, List<OptionRun>> usual = new ConcurrentHashMap<>();

  @BeforeAll
  static void prepare() throws IOException, GeneralSecurityException {
    model =
        CommandModel.options(
            TestEnvironments.with(
                Map.of(),
                new PrintStream(OutputStream.nullOutputStream()),
                new Secrets(
                    InputStream.nullInputStream(), prompt -> Optional.empty(), new Redaction()),
                OutputStream.nullOutputStream()));
    farm = PeerFarm.start(Kind.PYTHON, "--workers", "2", "--prefill", "12", "--max-clients", "999");
    other = PeerFarm.start(Kind.PYTHON, "--workers", "1", "--prefill", "2", "--max-clients", "99");
    Certificates certificates = Certificates.in(folder);
    certificate = certificates.server("good");
    Files.writeString(
        folder.resolve("client-both.pem"),
        Files.readString(folder.resolve("client.pem"))
            + Files.readString(folder.resolve("client.key")));
    String[] identity = {"--cert", file("good.pem"), "--key", file("good.key")};
    odd = WirePeer.odd();
    tls = WirePeer.odd(identity);
    mutual =
        WirePeer.odd(
            identity[0], identity[1], identity[2], identity[3], "--client-ca", file("ca.pem"));
    certificates.openssl(
        "pkcs8 -topk8 -v2 aes-256-cbc -passout pass:Sesam-1 -in client.key -out locked.key");
    silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    secret("token", "tok-1");
    secret("netrc", "machine 127.0.0.1 login bob password pw\n");
    secret(
        "config.yaml",
        "current: a\ncontexts: {a: {headers: {X-Of: a}}, b: {headers: {X-Of: b}}}\n");
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static void secret(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterAll
  static void close() throws IOException {
    farm.close();
    other.close();
    odd.close();
    tls.close();
    mutual.close();
    silent.close();
  }

  /** Which row proves which option of which command. */
  private static Map<String, OptionRow> proofs() {
    Map<String, OptionRow> proofs = new LinkedHashMap<>();
    for (OptionRow row : OptionRows.all()) {
      if (!row.commands().isEmpty()) {
        row.commands().forEach(command -> proofs.put(command + " " + row.option(), row));
      }
    }
    for (OptionRow row : OptionRows.all()) {
      if (row.commands().isEmpty()) {
        model.forEach(
            (command, options) -> {
              if (options.contains(row.option())) {
                proofs.putIfAbsent(command + " " + row.option(), row);
              }
            });
      }
    }
    TerminalOptionsIT.proved().forEach(proofs::remove);
    return proofs;
  }

  private static List<String> optionsOfTheModel() {
    return model.entrySet().stream()
        .flatMap(command -> command.getValue().stream().map(name -> command.getKey() + " " + name))
        .toList();
  }

  @Test
  void everyOptionHasARowAndEveryRowAnOption() {
    Map<String, OptionRow> proofs = proofs();
    List<String> proved = new ArrayList<>(proofs.keySet());
    proved.addAll(TerminalOptionsIT.proved());
    List<String> unproved = new ArrayList<>(optionsOfTheModel());
    unproved.removeAll(proved);
    proved.removeAll(optionsOfTheModel());
    List<OptionRow> idle = new ArrayList<>(OptionRows.all());
    idle.removeAll(proofs.values());

    assertThat(unproved).as("options without a row").isEmpty();
    assertThat(proved).as("rows of options that are not there").isEmpty();
    assertThat(idle).as("rows that prove nothing").isEmpty();
  }

  @Test
  void everyOptionChangesWhatItsRowSays() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<String, Future<String>> verdicts = new LinkedHashMap<>();
      proofs()
          .forEach(
              (name, row) -> {
                Callable<String> task = () -> verdict(name.replaceFirst(" --.*", ""), row);
                verdicts.put(name, pool.submit(task));
              });
      List<String> failures = new ArrayList<>();
      for (Map.Entry<String, Future<String>> each : verdicts.entrySet()) {
        String verdict = said(each.getValue());
        if (!verdict.isEmpty()) {
          failures.add(each.getKey() + ": " + verdict);
        }
      }
      assertThat(String.join("\n\n", failures)).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }

  private static String said(Future<String> verdict) throws InterruptedException {
    try {
      return verdict.get();
    } catch (ExecutionException e) {
      return "failed with " + e.getCause();
    }
  }

  /** Empty when the row holds. */
  private String verdict(String command, OptionRow row) throws Exception {
    String line = OptionRows.USUAL.getOrDefault(command, command);
    List<String> with = row.withOption(line);
    List<String> without = row.without(line);
    boolean holds;
    OptionRun b;
    OptionRun a;
    if (row.proof() instanceof Proof.Ends) {
      b = run(with, row).awaitEnd();
      a = run(without, row).awaitEnd(SOON);
      holds = b.endedByItself() && !a.endedByItself();
    } else if (row.proof() instanceof Proof.GoesOn) {
      a = run(without, row).awaitEnd();
      b = run(with, row).awaitEnd(SOON);
      holds = a.endedByItself() && !b.endedByItself();
    } else if (row.proof() instanceof Proof.Only only) {
      Duration patience = with.contains("--watch") || with.contains("--serve-only") ? SOON : LONG;
      b = run(with, row).awaitEnd(patience);
      a = run(without, row).awaitEnd(patience);
      holds = only.fact().test(b) && !only.fact().test(a);
    } else if (row.proof() instanceof Proof.Code code) {
      b = run(with, row).awaitEnd();
      a = twice(without, row).get(0);
      holds = b.code() == code.code() && a.code() != b.code();
    } else {
      OptionRow.Part part = ((Proof.Changes) row.proof()).part();
      List<OptionRun> runs = twice(without, row);
      b = run(with, row).awaitEnd();
      a = runs.get(0);
      if (!a.part(part).equals(runs.get(1).part(part))) {
        return part + " is not the same twice: " + a + " / " + runs.get(1);
      }
      holds = !b.part(part).equals(a.part(part)) && a.code() == b.code();
    }
    return holds ? "" : "without: " + a + "\n  with: " + b;
  }

  private static final Duration LONG = Duration.ofSeconds(25);

  private List<OptionRun> twice(List<String> words, OptionRow row) throws Exception {
    if (row.stage().farm().isPresent() || words.stream().anyMatch(word -> word.contains("{dir}"))) {
      return List.of(run(words, row).awaitEnd(), run(words, row).awaitEnd());
    }
    List<String> key = new ArrayList<>(words);
    row.both().variables().forEach((name, value) -> key.add(name + "=" + value));
    key.add(row.both().input());
    List<OptionRun> known = usual.get(key);
    if (known == null) {
      known = List.of(run(words, row).awaitEnd(), run(words, row).awaitEnd());
      usual.put(key, known);
    }
    return known;
  }

  /** Starts it; what is to be done meanwhile is done when this returns. */
  private static OptionRun run(List<String> words, OptionRow row) throws Exception {
    if (row.stage().farm().isEmpty()) {
      return begin(words, row, farm);
    }
    PeerFarm own =
        PeerFarm.start(
            Kind.PYTHON, OptionRow.words(row.stage().farm().get()).toArray(String[]::new));
    row.stage().before().accept(own);
    OptionRun run = begin(words, row, own);
    if (row.stage().during().isPresent()) {
      run.awaitOutput();
      row.stage().during().get().accept(own, run);
      run.read();
    }
    return run;
  }

  private static OptionRun begin(List<String> words, OptionRow row, PeerFarm behind)
      throws IOException {
    Path own = Files.createTempDirectory(folder, "run");
    Path existing = Files.writeString(own.resolve("existing.ndjson"), "");
    ApiSpy spy = new ApiSpy(behind.api(), certificate);
    Map<String, String> meanings = new HashMap<>();
    meanings.put("{dir}", own.toString());
    meanings.put("{existing}", existing.toString());
    meanings.put("{api}", "http://127.0.0.1:" + spy.port());
    meanings.put("{remote}", "http://0.0.0.0:" + spy.port());
    meanings.put("{secure}", "https://127.0.0.1:" + spy.securePort());
    meanings.put("{secure-remote}", "https://0.0.0.0:" + spy.securePort());
    meanings.put("{other}", other.api());
    meanings.put("{closed}", "127.0.0.1:" + CLOSED);
    meanings.put("{dead}", "ws://127.0.0.1:" + CLOSED);
    meanings.put("{silent}", "ws://127.0.0.1:" + silent.getLocalPort());
    meanings.put("{taken}", Integer.toString(silent.getLocalPort()));
    meanings.put("{odd}", odd.url(""));
    meanings.put("{tls}", tls.secureUrl(""));
    meanings.put("{mutual}", mutual.secureUrl(""));
    meanings.put("{config}", folder.resolve("config.yaml").toString());
    for (String file :
        List.of(
            "ca.pem",
            "client.pem",
            "client.key",
            "client-both.pem",
            "locked.key",
            "token",
            "netrc")) {
      meanings.put("{" + file + "}", folder.resolve(file).toString());
    }
    Map<String, String> variables = new HashMap<>();
    variables.put("PATH", "/usr/bin:/bin");
    variables.put("XDG_CONFIG_HOME", folder.resolve("none").toString());
    variables.put("LOGTAIL_API", meanings.get("{api}"));
    row.both().variables().forEach((name, text) -> variables.put(name, meant(text, meanings)));
    OptionRun run =
        new OptionRun(own, spy, row.stage().farm().isPresent() || words.contains("demo"));
    run.start(
        words.stream().map(word -> meant(word, meanings)).collect(Collectors.toList()),
        variables,
        row.both().input(),
        !row.stage().readsLate());
    return run;
  }

  private static String meant(String word, Map<String, String> meanings) {
    String text = word;
    for (Map.Entry<String, String> meaning : meanings.entrySet()) {
      text = text.replace(meaning.getKey(), meaning.getValue());
    }
    return text;
  }
}
