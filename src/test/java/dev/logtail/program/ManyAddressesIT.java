package dev.logtail.program;

import static dev.logtail.program.PeerFarm.DRAGON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.program.PeerFarm.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name with two addresses, at the first of which nobody listens. */
class ManyAddressesIT {
  private static final String NAME = "farm.example";

  @TempDir private Path folder;

  private Path hosts;

  @BeforeEach
  void nameAddresses() throws IOException {
    hosts = folder.resolve("hosts");
    Files.writeString(hosts, "127.0.0.9 " + NAME + "\n127.0.0.1 " + NAME + "\n");
  }

  @Test
  void theOtherIsReached() {
    String[] options = {
      "--workers", "1", "--prefill", "5", "--stream-url", "ws://" + NAME + ":{port}"
    };
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, options)) {
      Outcome outcome =
          Invocation.logtail("export", "-o", "ndjson", "--allow-private-streams")
              .and("--api", farm.api().replace("127.0.0.1", NAME))
              .with("LOGTAIL_JAVA_OPTS", "-Djdk.net.hosts.file=" + hosts)
              .run()
              .expectCode(0);
      Lines.expectSame(Lines.json(outcome.out()), farm.truth().made(DRAGON));
      assertThat(outcome.errText()).contains("5 records of 1 worker");
    }
  }
}
