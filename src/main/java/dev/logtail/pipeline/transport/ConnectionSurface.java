package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.runtime.Scheduler;
import dev.logtail.runtime.WallClock;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.glassfish.tyrus.client.ClientManager;

/**
 * What all connections of a connector share.
 *
 * @param dialling runs what blocks until a handshake is done
 */
record ConnectionSurface(
    ClientManager client,
    Network network,
    ExecutorService dialling,
    Scheduler scheduler,
    WallClock clock,
    Terms terms) {
  /**
   * What a connection keeps to.
   *
   * @param proxies which of them leads to a server
   * @param whenOver is told of each connection that is over
   */
  record Terms(
      ConnectorSettings settings,
      Credentials credentials,
      ProxyRules proxies,
      Consumer<TyrusConnection> whenOver) {}
}
