package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.runtime.ManualScheduler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.AsynchronousChannelGroup;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** TCP to the first of some addresses that takes it. */
class TcpCarrierTest {
  private final ManualScheduler time = new ManualScheduler();
  private AsynchronousChannelGroup group;
  private final CompletableFuture<InetSocketAddress> reached = new CompletableFuture<>();

  @BeforeEach
  void open() throws IOException {
    group = AsynchronousChannelGroup.withFixedThreadPool(1, Executors.defaultThreadFactory());
  }

  @AfterEach
  void close() throws IOException {
    group.shutdownNow();
  }

  private CompletableFuture<Boolean> connect(TcpCarrier carrier, int port, String... addresses)
      throws IOException {
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    List<InetAddress> all = Stream.of(addresses).map(TcpCarrierTest::address).toList();
    Carrier.<Void>when(
        handler -> carrier.connect(all, port, handler),
        done -> told.complete(true),
        told::completeExceptionally);
    return told.orTimeout(30, TimeUnit.SECONDS);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anAddressThatRefusesIsFollowedByTheNext() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, address("127.0.0.1"))) {
      TcpCarrier carrier = new TcpCarrier(group, time, reached::complete);

      assertThat(connect(carrier, server.getLocalPort(), "127.0.0.2", "127.0.0.1").join()).isTrue();
      assertThat(reached.join().getAddress()).isEqualTo(address("127.0.0.1"));
      carrier.close();
    }
  }

  @Test
  void whereAllRefuseTheReasonIsTold() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 5, address("127.0.0.1"))) {
      port = server.getLocalPort();
    }
    CompletableFuture<Boolean> told =
        connect(new TcpCarrier(group, time, reached::complete), port, "127.0.0.2", "127.0.0.1");

    assertThatThrownBy(told::join)
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("Connection refused");
    assertThat(reached).isNotDone();
  }

  @Test
  void oneThatWasClosedTriesNobody() throws IOException {
    TcpCarrier carrier = new TcpCarrier(group, time, reached::complete);
    carrier.close();
    try (ServerSocket server = new ServerSocket(0, 5, address("127.0.0.1"))) {
      CompletableFuture<Boolean> told =
          connect(carrier, server.getLocalPort(), "127.0.0.1", "127.0.0.1");

      assertThatThrownBy(told::join).isInstanceOf(CompletionException.class);
      assertThat(carrier.isOpen()).isFalse();
      assertThat(reached).isNotDone();
    }
  }
}
