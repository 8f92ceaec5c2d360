package dev.logtail.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownAddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,           127.0.0.1",
    "10.0.0.0,            10.0.0.0",
    "::,                  ::",
    "::1,                 ::1",
    "fe80::,              fe80::",
    "2001:db8::8:800:1,   2001:db8::8:800:1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "1:0:0:2:0:0:0:3,     1:0:0:2::3",
    "1:0:0:2:3:0:0:4,     1::2:3:0:0:4",
    "10:100::20:0,        10:100::20:0",
  })
  void isShort(String literal, String shown) throws UnknownHostException {
    assertThat(ShownAddress.of(InetAddress.getByName(literal))).isEqualTo(shown);
  }

  @Test
  void keepsTheNetworkThatItIsGoodFor() throws UnknownHostException {
    byte[] loopback = InetAddress.getByName("::1").getAddress();
    InetAddress scoped = java.net.Inet6Address.getByAddress("x", loopback, 7);
    assertThat(ShownAddress.of(scoped)).isEqualTo("::1%7");
  }

  @Test
  void standsInBracketsBeforeAPort() throws UnknownHostException {
    assertThat(ShownAddress.of(new InetSocketAddress(InetAddress.getByName("::1"), 80)))
        .isEqualTo("[::1]:80");
    assertThat(ShownAddress.of(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 80)))
        .isEqualTo("127.0.0.1:80");
  }
}
