package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.access.Trust;
import dev.logtail.runtime.TimerThread;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.junit.jupiter.api.Test;

/**
 * Autobahn's fuzzing server against our client; run by {@code mvn -Pautobahn test}. The suite comes
 * in the jar of a Maven plugin and needs a Python 2.7 ({@code -Dautobahn.python=…}). That suite has
 * no compressed cases (groups 12 and 13): a later one, with the modules that it needs, can stand in
 * a folder ({@code -Dautobahn.suite=…}). {@code -Dautobahn.cases=…} chooses cases.
 */
class AutobahnSuite {
  private static final int MAX_MESSAGE = 32 << 20;
  private static final long CASE_SECONDS = 60;
  private static final Pattern BEHAVIOUR =
      Pattern.compile("\"(behavior|behaviorClose)\": \"([A-Z -]+)\"");
  private static final Path FOLDER = Path.of("target", "autobahn");
  private static final Path UNPACKED = FOLDER.resolve("suite");
  private static final Path SUITE =
      Optional.ofNullable(System.getProperty("autobahn.suite"))
          .filter(folder -> !folder.isBlank())
          .map(Path::of)
          .orElse(UNPACKED);

  @Test
  void nothingFails() throws Exception {
    if (SUITE.equals(UNPACKED)) {
      unpack();
    }
    int port = freePort();
    writeSpecification(port);
    Process server = start();
    try (TimerThread timer = new TimerThread();
        Network network =
            new Network(
                Trust.ofThisJvm(), Trust.ofThisJvm(), timer, StreamSocket.Patience.DEFAULT)) {
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> listens(port));
      ClientManager client = ClientManager.createClient(TyrusContainer.class.getName());
      client.getProperties().put(ClientProperties.INCOMING_BUFFER_SIZE, 1 << 17);
      client.setDefaultMaxSessionIdleTimeout(-1);
      String base = "ws://127.0.0.1:" + port;
      int count = Integer.parseInt(visit(base + "/getCaseCount", false, network, timer, client));
      for (int i = 1; i <= count; i++) {
        visit(base + "/runCase?case=" + i + "&agent=logtail", true, network, timer, client);
      }
      visit(base + "/updateReports?agent=logtail", false, network, timer, client);
    } finally {
      server.destroy();
    }
    report();
  }

  private static String visit(
      String url, boolean echoes, Network network, TimerThread timer, ClientManager client)
      throws Exception {
    return new EchoConnection(URI.create(url), MAX_MESSAGE, echoes, network, timer)
        .run(client, CASE_SECONDS);
  }

  /** Prints how many cases behaved how, and fails with those that failed. */
  private static void report() throws IOException {
    String index = Files.readString(FOLDER.resolve("reports/index.json"));
    Map<String, Integer> counts = new TreeMap<>();
    Matcher found = BEHAVIOUR.matcher(index);
    while (found.find()) {
      counts.merge(found.group(1) + " " + found.group(2), 1, Integer::sum);
    }
    Files.writeString(FOLDER.resolve("counts.txt"), counts + "\n");
    assertThat(counts).isNotEmpty();
    assertThat(counts.keySet()).noneMatch(key -> key.contains("FAILED") || key.contains("WRONG"));
  }

  private static void unpack() throws IOException {
    String jar =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("autobahntestsuite-maven-plugin"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("run me with -Pautobahn"));
    try (ZipFile zip = new ZipFile(jar)) {
      zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> unpack(zip, entry));
    }
  }

  private static void unpack(ZipFile zip, ZipEntry entry) {
    Path target = UNPACKED.resolve(entry.getName());
    try (InputStream in = zip.getInputStream(entry)) {
      Files.createDirectories(target.getParent());
      Files.write(target, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writeSpecification(int port) throws IOException {
    Files.createDirectories(FOLDER);
    String cases =
        Stream.of(System.getProperty("autobahn.cases").split(","))
            .map(name -> '"' + name + '"')
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    Files.writeString(
        FOLDER.resolve("fuzzingserver.json"),
        String.format(
            "{\"url\": \"ws://127.0.0.1:%d\", \"options\": {\"failByDrop\": false}, \"outdir\":"
                + " \"./reports\", \"webport\": 0, \"cases\": [%s], \"exclude-cases\": [],"
                + " \"exclude-agent-cases\": {}}",
            port, cases));
  }

  private static Process start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                System.getProperty("autobahn.python"),
                "-c",
                "import sys; from autobahntestsuite import wstest; sys.argv = ['wstest', '-m',"
                    + " 'fuzzingserver', '-s', 'fuzzingserver.json']; wstest.run()")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("server.log").toFile());
    builder.environment().put("PYTHONPATH", SUITE.toAbsolutePath().toString());
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
