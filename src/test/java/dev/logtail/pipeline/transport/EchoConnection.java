package dev.logtail.pipeline.transport;

import dev.logtail.runtime.Scheduler;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.spi.ClientEngine;

/**
 * A connection that sends back what it receives, as conformance suites want it: logtail's way in,
 * with the way out that logtail itself has no use for.
 */
final class EchoConnection extends Endpoint implements TyrusLink.Listener {
  private final URI url;
  private final int maxMessage;
  private final Network network;
  private final Scheduler scheduler;
  private final boolean echoes;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile String lastText = "";
  private volatile Session session;

  EchoConnection(URI url, int maxMessage, boolean echoes, Network network, Scheduler scheduler) {
    this.url = url;
    this.maxMessage = maxMessage;
    this.echoes = echoes;
    this.network = network;
    this.scheduler = scheduler;
  }

  /** Connects, stays until the server has had enough, and returns the last text. */
  String run(ClientManager client, long seconds)
      throws DeploymentException, IOException, InterruptedException {
    BoundedDeflate deflate = new BoundedDeflate(maxMessage, this::broken);
    TyrusContainer.Opener opener = engine -> open(engine, deflate);
    ClientEndpointConfig config =
        ClientEndpointConfig.Builder.create().extensions(List.of(deflate)).build();
    config.getUserProperties().put(TyrusContainer.OPENER, opener);
    client.connectToServer(this, config, url);
    if (!over.await(seconds, TimeUnit.SECONDS)) {
      session.close();
    }
    return lastText;
  }

  private void open(ClientEngine engine, BoundedDeflate deflate) throws IOException {
    Route.Resolved way = Route.direct(url).resolved();
    TyrusLink link =
        new TyrusLink(
            new TyrusLink.Terms(Upgrade.to(url), maxMessage, deflate, scheduler),
            engine,
            this,
            new Echo());
    StreamSocket socket = network.socket(way, link);
    link.over(socket);
    socket.connect(way.addresses(), way.route().port());
    socket.whenClosed().thenRun(over::countDown);
  }

  @Override
  public void onOpen(Session opened, EndpointConfig config) {
    session = opened;
    Echo echo = new Echo();
    opened.addMessageHandler(String.class, echo::text);
    opened.addMessageHandler(byte[].class, echo::binary);
  }

  /** Messages come from Tyrus, and past it. */
  private final class Echo implements ConnectionObserver {
    @Override
    public void text(String text) {
      lastText = text;
      send(() -> session.getBasicRemote().sendText(text));
    }

    @Override
    public void binary(byte[] bytes) {
      send(() -> session.getBasicRemote().sendBinary(ByteBuffer.wrap(bytes)));
    }

    @Override
    public void opened() {}

    @Override
    public void alive() {}

    @Override
    public void ended(Ending ending) {}
  }

  private interface Sending {
    void send() throws IOException;
  }

  private void send(Sending sending) {
    if (echoes) {
      try {
        sending.send();
      } catch (IOException e) {
        over.countDown();
      }
    }
  }

  @Override
  public void broken(Breach breach) {
    try {
      session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(breach.code()), ""));
    } catch (IOException e) {
      over.countDown();
    }
  }

  @Override
  public void refused(Throwable why) {
    over.countDown();
  }

  @Override
  public void answered(HttpAnswer answer) {
    over.countDown();
  }

  @Override
  public void lost(Optional<Throwable> why, String where) {}

  @Override
  public void closing(int code, String reason) {}

  @Override
  public void whileOpen(Runnable telling) {
    telling.run();
  }
}
