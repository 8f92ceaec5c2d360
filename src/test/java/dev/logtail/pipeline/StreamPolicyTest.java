package dev.logtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.Credentials.Header;
import dev.logtail.pipeline.access.HostPattern;
import dev.logtail.pipeline.access.OriginRules;
import dev.logtail.pipeline.access.Redaction;
import dev.logtail.pipeline.access.WebOrigin;
import dev.logtail.pipeline.discovery.ApiAddress;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S-3: who gets the credentials, and who is not dialled at all. */
class StreamPolicyTest {
  private static final String PLAINTEXT = "--allow-plaintext-auth";
  private static final String PRIVATE = "--allow-private-streams";

  /** {@code options} are hosts for --auth-host, and the two flags. */
  private static StreamPolicy policy(String api, String options) {
    List<String> words = Stream.of(options.split(" ")).filter(word -> !word.isEmpty()).toList();
    ApiAddress address = ApiAddress.parse(api);
    OriginRules rules =
        new OriginRules(
            List.of(WebOrigin.of(address.url())),
            List.of(),
            words.stream().filter(w -> !w.startsWith("--")).map(HostPattern::parse).toList(),
            words.contains(PLAINTEXT),
            words.contains(PRIVATE),
            false);
    Credentials credentials =
        Credentials.of(
            rules,
            List.of(new Header("X-Secret", "canary")),
            new Credentials.Logins(Optional.empty(), Optional.empty(), url -> Optional.empty()),
            new Redaction());
    return new StreamPolicy(address, credentials, words.contains(PRIVATE));
  }

  private static String outcome(StreamPolicy policy, String sent) {
    URI url;
    try {
      url = policy.address(sent).url();
    } catch (IllegalArgumentException e) {
      return "refused";
    }
    boolean shown = !policy.credentials().headersFor(url).isEmpty();
    assertThat(policy.withheld(url).isEmpty()).isEqualTo(shown);
    return shown ? "sent" : "withheld";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // 1: the same origin
        "https://api.example        | wss://api.example/ws/1       |                     | sent",
        "https://api.example        | WSS://API.example:443/ws/1   |                     | sent",
        "https://api.example        | wss://api.example./ws/1      |                     | sent",
        "https://api.example        | /ws/1                        |                     | sent",
        "http://api.example:80      | WS://API.EXAMPLE:80          |                     | sent",
        "https://xn--bcher-kva.example | wss://XN--BCHER-KVA.example/ |                  | sent",
        "http://[2001:db8::1]:5000  | ws://[2001:DB8::1]:5000/     |                     | sent",
        // what names the API's host but another port is another origin
        "http://api.example:5000    | ws://api.example:54321       |                     | withheld",
        "http://api.example:5000    | ws://0.0.0.0:54321           |                     | withheld",
        "http://api.example:5000    | ws://localhost:54321         |                     | withheld",
        "http://api.example:5000    | ws://0.0.0.0:54321           | api.example         | sent",
        // 2: loopback to loopback
        "http://localhost:5000      | ws://127.0.0.1:54321         |                     | sent",
        "http://127.0.0.1:5000      | ws://localhost:54321         |                     | sent",
        "http://[::1]:5000          | ws://127.0.0.7:54321         |                     | sent",
        "http://localhost:5000      | ws://0.0.0.0:54321           |                     | sent",
        "https://localhost:5000     | ws://localhost:54321         |                     | sent",
        "http://localhost:5000      | ws://10.0.0.7:5000           |                     | withheld",
        "http://localhost:5000      | ws://localhost.evil:5000     |                     | withheld",
        "http://localhost:5000      | ws://127.0.0.1.evil:5000     |                     | withheld",
        // 3: elsewhere
        "https://api.example        | wss://evil.example/          |                     | withheld",
        "https://api.example        | //evil.example/x             |                     | withheld",
        "https://api.example        | wss://api.example.evil/      |                     | withheld",
        "https://api.example        | wss://xapi.example/          |                     | withheld",
        "https://api.example        | wss://10.0.0.7:9001          | 10.0.0.7:9001       | sent",
        "https://api.example        | wss://10.0.0.7:9002          | 10.0.0.7:9001       | withheld",
        "https://api.example        | wss://10.0.0.7:9002          | 10.0.0.7            | sent",
        "https://api.example        | wss://a.b.workers.example/   | *.workers.example   | sent",
        "https://api.example        | wss://A.WORKERS.example./    | *.Workers.Example   | sent",
        "https://api.example        | wss://workers.example/       | *.workers.example   | withheld",
        "https://api.example        | wss://evilworkers.example/   | *.workers.example   | withheld",
        "https://api.example        | wss://[2001:db8::2]:9/       | [2001:db8::2]       | sent",
        // 4: from encrypted to plain
        "https://api.example        | ws://api.example:443/        |                     | withheld",
        "https://api.example        | ws://10.0.0.7:9001           | 10.0.0.7            | withheld",
        "https://api.example        | ws://10.0.0.7:9001           | 10.0.0.7 --allow-plaintext-auth | sent",
        "https://api.example        | ws://10.0.0.7:9001           | --allow-plaintext-auth | withheld",
        "https://api.example        | ws://0.0.0.0:54321           | api.example         | withheld",
        "http://api.example         | ws://10.0.0.7:9001           | 10.0.0.7            | sent",
        "http://api.example         | wss://10.0.0.7:9001          | 10.0.0.7            | sent",
        // 5: refused outright
        "https://api.example        | ftp://api.example/           |                     | refused",
        "https://api.example        | javascript:alert(1)          |                     | refused",
        "https://api.example        | ws://api@evil/               | evil                | refused",
        "https://api.example        | ws://evil#@api               | evil                | refused",
        "https://api.example        | ws://u:p@api.example/        |                     | refused",
        "https://api.example        | wss://169.254.169.254/       | 169.254.169.254     | refused",
        "https://api.example        | ws://[fe80::1]:1/            |                     | refused",
        "https://api.example        | ws://[fe80::1%25eth0]:1/     |                     | refused",
        "https://api.example        | ws://[::ffff:169.254.1.1]:1/ |                     | refused",
        "https://api.example        | ws://127.1:1/                |                     | refused",
        "https://api.example        | wss://169.254.1.1/           | --allow-private-streams | withheld",
        // loopback in a remote API's answer means the API's host, or with the flag this machine
        "https://api.example        | wss://127.0.0.1:443/         |                     | sent",
        "https://api.example        | wss://2130706433:443/        |                     | sent",
        "https://api.example        | wss://127.0.0.1:443/         | --allow-private-streams | withheld",
      })
  void followsTheFiveRules(String api, String sent, String options, String expected) {
    assertThat(outcome(policy(api, options == null ? "" : options), sent)).isEqualTo(expected);
  }

  @Test
  void saysWhatIsWithheldAndWhatAllowsIt() {
    StreamPolicy policy = policy("https://api.example", "");

    assertThat(policy.withheld(URI.create("ws://10.0.0.7:9001/?token=abc")))
        .hasValue(
            "streams from ws://10.0.0.7:9001/?token=****, not from https://api.example:443;"
                + " credentials withheld, allow with --auth-host 10.0.0.7:9001");
    assertThat(policy("https://api.example", "10.0.0.7").withheld(URI.create("ws://10.0.0.7:9001")))
        .hasValueSatisfying(why -> assertThat(why).contains(PLAINTEXT));
  }

  @Test
  void withoutCredentialsNothingIsWithheld() {
    StreamPolicy policy = StreamPolicy.of(ApiAddress.parse("https://api.example"));

    assertThat(policy.withheld(URI.create("ws://10.0.0.7:9001"))).isEmpty();
  }

  /** A name that leads back to this machine, whatever it is called. */
  @Test
  void aRemoteApiMayNotNameAHostThatLeadsHere() throws Exception {
    List<InetAddress> here = List.of(InetAddress.getByName("127.0.0.1"));
    List<InetAddress> there = List.of(InetAddress.getByName("192.0.2.7"));
    List<InetAddress> link = List.of(InetAddress.getByName("169.254.169.254"));
    URI rebound = URI.create("ws://innocent.example:9200/");

    assertThat(policy("https://api.example", "").credentials().forbidden(rebound, here))
        .hasValueSatisfying(why -> assertThat(why).contains("127.0.0.1", PRIVATE));
    assertThat(policy("https://api.example", "").credentials().forbidden(rebound, link))
        .isPresent();
    assertThat(policy("https://api.example", "").credentials().forbidden(rebound, there)).isEmpty();
    assertThat(policy("https://api.example", PRIVATE).credentials().forbidden(rebound, here))
        .isEmpty();
    assertThat(policy("http://localhost:5000", "").credentials().forbidden(rebound, here))
        .isEmpty();
    assertThat(
            policy("https://api.example", "")
                .credentials()
                .forbidden(URI.create("ws://api.example:54321"), here))
        .as("the API's own host leads where it leads")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "*", "*.", "http://h", "h/x", "u@h", "h:port", "h:1:2", "a b", "[::1"})
  void whatIsNoHostIsRefused(String typed) {
    assertThatThrownBy(() -> HostPattern.parse(typed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("HOST:PORT");
  }
}
