package dev.logtail.program;

import static dev.logtail.program.Invocation.ndjson;
import static dev.logtail.program.PeerFarm.DRAGON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.logtail.program.PeerFarm.Kind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts that are posted, to Python's web server. */
class WebhookIT {
  private ProgramRun server;
  private String url;

  @BeforeEach
  void serve() {
    Path script =
        Path.of(System.getProperty("logtail.peers"))
            .resolve("../../src/test/peers/webhook_server.py")
            .normalize();
    server = Invocation.command(List.of("python3", script.toString())).start().awaitLines(1);
    url = server.out().get(0).substring("READY ".length());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<JsonNode> posts() {
    return Lines.json(server.out().subList(1, server.out().size()));
  }

  private static ProgramRun start(PeerFarm farm, String hook) {
    return ndjson(farm, "--alert", "level>=ERROR=webhook:" + hook, "--alert-every", "0s").start();
  }

  private static void tellErrors(PeerFarm farm, int number) {
    for (int i = 1; i <= number; i++) {
      farm.tellNow(DRAGON, "ERROR", "资金不足 \"" + i + "\"");
    }
  }

  private static void awaitFollowed(PeerFarm farm) {
    await().until(() -> farm.clients(DRAGON) == 1);
  }

  @Test
  void a_record_is_posted_once_as_an_object_that_chats_understand() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1");
        ProgramRun run = start(farm, url + "/hook?kind=notify&x=bell")) {
      awaitFollowed(farm);
      tellErrors(farm, 1);
      server.awaitLines(2);
      run.awaitLines(1).send("INT");
      Outcome outcome = run.awaitExit().expectCode(130);
      assertThat(posts()).hasSize(1);
      JsonNode post = posts().get(0);
      assertThat(post.get("path").asText()).isEqualTo("/hook?kind=notify&x=bell");
      assertThat(post.get("type").asText()).isEqualTo("application/json");
      assertThat(post.get("auth").isNull()).isTrue();
      JsonNode body = Lines.json(post.get("body").asText());
      assertThat(body.get("text").asText()).isEqualTo(DRAGON + ": ERROR 资金不足 \"1\"");
      assertThat(body.get("alert").asText()).isEqualTo("level>=ERROR");
      assertThat(body.get("more").asInt()).isZero();
      assertThat(body.get("record")).isEqualTo(Lines.json(outcome.out().get(0)));
      assertThat(outcome.errText()).doesNotContain("webhook");
    }
  }

  @Test
  void what_may_pass_is_tried_again() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1");
        ProgramRun run = start(farm, url + "/flaky")) {
      awaitFollowed(farm);
      tellErrors(farm, 1);
      server.awaitLines(4);
      run.send("INT");
      assertThat(run.awaitExit().expectCode(130).errText()).doesNotContain("webhook");
      assertThat(posts()).hasSize(3);
    }
  }

  @Test
  void a_failure_is_told_once_without_the_address_and_stops_nothing() {
    String secret = "T0PS3CR3T/B00/abcdefghijk";
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1");
        ProgramRun run = start(farm, url.replace("//", "//bob:pass-4711@") + "/" + secret);
        ProgramRun failing = start(farm, url + "/gone")) {
      await().until(() -> farm.clients(DRAGON) == 2);
      tellErrors(farm, 3);
      run.awaitLines(3);
      failing.awaitLines(3).awaitErr("webhook:" + url + "/…: answered 410");
      server.awaitLines(7);
      assertThat(posts())
          .filteredOn(post -> post.get("path").asText().contains("T0PS"))
          .hasSize(3)
          .allMatch(post -> post.get("auth").asText().equals("Basic Ym9iOnBhc3MtNDcxMQ=="));
      run.send("INT");
      failing.send("INT");
      assertThat(run.awaitExit().expectCode(130).errText()).doesNotContain("T0PS", "pass-4711");
      assertThat(failing.awaitExit().expectCode(130).err())
          .filteredOn(line -> line.contains("webhook"))
          .containsExactly(
              "logtail: alert webhook:" + url + "/…: answered 410",
              "logtail: alert webhook:" + url + "/…: 2 more left out or failed");
    }
  }

  @Test
  void a_redirect_gets_nothing() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1");
        ProgramRun run = start(farm, url + "/redirect")) {
      awaitFollowed(farm);
      tellErrors(farm, 1);
      run.awaitErr("answered 307: it redirects, which is not followed");
      run.send("INT");
      run.awaitExit().expectCode(130);
      assertThat(posts())
          .extracting(post -> post.get("path").asText())
          .containsExactly("/redirect");
    }
  }

  @Test
  void a_server_that_does_not_answer_does_not_keep_the_user() {
    try (PeerFarm farm = PeerFarm.start(Kind.PYTHON, "--workers", "1");
        ProgramRun run = start(farm, url + "/slow")) {
      awaitFollowed(farm);
      tellErrors(farm, 5);
      server.awaitLines(2);
      run.awaitLines(5);
      run.send("INT");
      assertThat(run.awaitExit().expectCode(130).errText()).contains("5 alerts were not told");
    }
  }
}
