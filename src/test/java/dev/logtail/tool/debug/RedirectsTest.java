package dev.logtail.tool.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.pipeline.transport.Upgrade;
import dev.logtail.pipeline.transport.WireEvent;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectsTest {
  private static final Upgrade ASKED =
      new Upgrade(
          URI.create("wss://host/a/b?c"), List.of("s"), Optional.of("o"), Optional.of("name"), 13);

  private static Optional<Redirects.Way> way(int status, String location) {
    return Redirects.of(
        ASKED,
        new WireEvent.Answered(
            status, "", List.of(new WireEvent.Header("location", location)), ""));
  }

  @ParameterizedTest
  @CsvSource({
    "d, wss://host/a/d",
    "/d?e, wss://host/d?e",
    "//other/d, wss://other/d",
    "https://other:444/d, wss://other:444/d",
    "HTTPS://other/, wss://other/",
    "wss://ann:pw@other/, wss://other/"
  })
  void leadsTo(String location, String url) {
    assertThat(way(307, location))
        .hasValueSatisfying(
            way ->
                assertThat(((Redirects.Way.Follow) way).upgrade().url())
                    .isEqualTo(URI.create(url)));
  }

  @ParameterizedTest
  @CsvSource({
    "http://host/a, from wss to ws",
    "ws://host/a, from wss to ws",
    "ftp://host/a, no WebSocket",
    "mailto:ann, no WebSocket",
    "'https://bad host/', nowhere"
  })
  void neverLeadsTo(String location, String why) {
    assertThat(way(301, location))
        .hasValueSatisfying(way -> assertThat(((Redirects.Way.Refuse) way).why()).contains(why));
  }

  @Test
  void anotherServerIsAskedInItsOwnName() {
    assertThat(way(302, "/d")).hasValueSatisfying(way -> assertThat(host(way)).contains("name"));
    assertThat(way(302, "https://other/d"))
        .hasValueSatisfying(way -> assertThat(host(way)).isEmpty());
  }

  private static Optional<String> host(Redirects.Way way) {
    return ((Redirects.Way.Follow) way).upgrade().host();
  }

  @Test
  void otherAnswersAreNone() {
    assertThat(way(200, "/d")).isEmpty();
    assertThat(way(304, "/d")).isEmpty();
    assertThat(Redirects.of(ASKED, new WireEvent.Answered(302, "", List.of(), ""))).isEmpty();
  }
}
