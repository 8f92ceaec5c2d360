package dev.logtail.pipeline.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.logtail.runtime.ManualScheduler;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loopback addresses of which some are listened on, some not, and some answer nobody. */
@Timeout(30)
class AddressRaceTest implements AddressRace.Judge {
  private final ManualScheduler time = new ManualScheduler();
  private final BlockingQueue<Object> results = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private AsynchronousChannelGroup group;
  private InetAddress first;
  private InetAddress second;

  @BeforeEach
  void begin() throws IOException {
    group = AsynchronousChannelGroup.withFixedThreadPool(2, Executors.defaultThreadFactory());
    first = InetAddress.getByName("127.0.0.1");
    second = InetAddress.getByName("127.0.0.2");
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    group.shutdownNow();
  }

  @Override
  public void won(AsynchronousSocketChannel channel, InetSocketAddress address) {
    open.add(channel);
    results.add(address.getAddress());
  }

  @Override
  public void lost(Throwable why) {
    results.add(why);
  }

  private AddressRace race(int port) {
    return new AddressRace(group, time, List.of(first, second), port, this);
  }

  private Object result() throws InterruptedException {
    return results.poll(20, TimeUnit.SECONDS);
  }

  private ServerSocket listening(InetAddress at, int port) throws IOException {
    ServerSocket server = new ServerSocket(port, 1, at);
    open.add(server);
    return server;
  }

  /** Its queue is full, so that the kernel leaves all further requests unanswered. */
  private ServerSocket swallowing(InetAddress at, int port) throws IOException {
    ServerSocket server = listening(at, port);
    for (int i = 0; i < 8; i++) {
      Socket waiting = new Socket();
      open.add(waiting);
      try {
        waiting.connect(server.getLocalSocketAddress(), 200);
      } catch (IOException e) {
        return server;
      }
    }
    throw new IllegalStateException("the queue is not full");
  }

  @Test
  void theNextIsTriedAtOnceWhereNobodyListens() throws Exception {
    int port = listening(second, 0).getLocalPort();
    race(port).start();
    assertThat(result()).isEqualTo(second);
  }

  @Test
  void anotherFamilyOfAddressesIsTriedToo() throws Exception {
    InetAddress six = InetAddress.getByName("::1");
    int port = listening(six, 0).getLocalPort();
    new AddressRace(group, time, List.of(first, six), port, this).start();
    assertThat(result()).isEqualTo(six);
  }

  @Test
  void theNextIsTriedBesideOneThatGivesNoAnswer() throws Exception {
    int port = swallowing(first, 0).getLocalPort();
    listening(second, port);
    race(port).start();
    assertThat(results).isEmpty();
    time.advance(AddressRace.HEAD_START);
    assertThat(result()).isEqualTo(second);
  }

  @Test
  void theFirstWinsAndNobodyElseIsAsked() throws Exception {
    ServerSocket one = listening(first, 0);
    ServerSocket two = listening(second, one.getLocalPort());
    race(one.getLocalPort()).start();
    assertThat(result()).isEqualTo(first);
    time.advance(AddressRace.HEAD_START);
    two.setSoTimeout(50);
    assertThatIOException().isThrownBy(two::accept);
  }

  @Test
  void whereNoneListensTheFirstFailureIsTold() throws Exception {
    ServerSocket gone = listening(first, 0);
    gone.close();
    race(gone.getLocalPort()).start();
    assertThat(result()).isInstanceOf(ConnectException.class);
    assertThat(results).isEmpty();
  }

  @Test
  void oneThatIsCancelledIsLostOnce() throws Exception {
    int port = swallowing(first, 0).getLocalPort();
    swallowing(second, port);
    AddressRace race = race(port);
    race.start();
    time.advance(AddressRace.HEAD_START);
    race.cancel();
    assertThat(result()).isInstanceOf(IOException.class);
    race.cancel();
    assertThat(results).isEmpty();
  }

  @Test
  void oneThatIsCancelledBeforeItBeginsIsLost() throws Exception {
    AddressRace race = race(1);
    race.cancel();
    race.start();
    assertThat(result()).isInstanceOf(ClosedChannelException.class);
  }
}
