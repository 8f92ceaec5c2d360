package dev.logtail.program;

import static dev.logtail.program.Invocation.logtail;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The one command of the README, where there is no terminal. */
class DemoIT {

  @Test
  void printsLinesAndASummary() {
    Outcome outcome = logtail("demo", "--for", "3s").run().expectCode(0);
    assertThat(outcome.out()).hasSizeGreaterThan(20);
    assertThat(outcome.outText()).contains("INFO", "WARN");
    assertThat(outcome.err().get(outcome.err().size() - 1))
        .matches(
            "logtail: "
                + outcome.out().stream().filter(DemoIT::startsARecord).count()
                + " records of \\d workers.*");
  }

  @Test
  void tellsTheSameStoryForTheSameSeed() {
    List<String> story = lines("--seed", "7").subList(8, 20);
    assertThat(lines("--seed", "7")).containsSequence(story);
    assertThat(lines("--seed", "8")).doesNotContainSequence(story);
  }

  @Test
  void servesOnlyAndCanBeFollowed() {
    try (ProgramRun server =
        logtail("demo", "--serve-only", "--workers", "4", "--rate", "20").start()) {
      server.awaitOut("the API's address", line -> line.contains("http://127.0.0.1:"));
      Matcher url = Pattern.compile("http://127\\.0\\.0\\.1:\\d+").matcher(server.out().get(0));
      assertThat(url.find()).isTrue();
      String api = url.group();
      assertThat(logtail("list", "--api", api, "-o", "name").run().expectCode(0).out()).hasSize(4);
      Outcome followed =
          logtail("follow", "--api", api, "--lines", "-o", "ndjson", "--limit", "50")
              .run()
              .expectCode(0);
      assertThat(Lines.json(followed.out())).hasSize(50).doesNotHaveDuplicates();
      server.send("TERM");
      server.awaitExit().expectCode(143).expectNoStackTrace();
    }
  }

  private static List<String> lines(String... options) {
    Invocation demo = logtail("demo", "--workers", "1", "--limit", "30", "--time", "none");
    return demo.and(options).run().expectCode(0).out();
  }

  private static boolean startsARecord(String line) {
    return line.matches("\\d\\d:\\d\\d:.*");
  }
}
