package dev.logtail.cli;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** The same for commands that show records, and so have to put them in order. */
final class OrderedStreamOptions extends StreamOptions {
  @Mixin private OrderOptions order = new OrderOptions();

  @Override
  Optional<Duration> orderWindow() {
    return order.window();
  }

  /** Fails for an order that the console does not have. */
  void refuseForConsole() {
    order.refuseForConsole();
  }
}
