package dev.logtail.view.tui;

import dev.logtail.model.Sink;
import dev.logtail.pipeline.store.Snapshot;
import dev.logtail.runtime.NamedThreads;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;

/** Has orders carried out one after another on a thread of their own, and tells how they went. */
final class OrderDesk implements AutoCloseable {
  private final ConsoleCommands commands;
  private final Sink<String> outcome;
  private final ExecutorService thread = NamedThreads.pool("logtail-orders", 1);

  /**
   * @param outcome gets one line for the user, on the desk's thread
   */
  OrderDesk(ConsoleCommands commands, Sink<String> outcome) {
    this.commands = commands;
    this.outcome = outcome;
  }

  /** Takes an order; what is exported is chosen from {@code held} as {@code state} says. */
  void take(ConsoleEffect order, Snapshot held, ConsoleState state) {
    thread.execute(() -> outcome.accept(carryOut(order, held, state)));
  }

  /** Looks for files whose names begin so; {@code found} is told on the desk's thread. */
  void findFiles(String begun, Sink<List<String>> found) {
    thread.execute(() -> found.accept(commands.files(begun)));
  }

  private String carryOut(ConsoleEffect order, Snapshot held, ConsoleState state) {
    try {
      if (order instanceof ConsoleEffect.Export export) {
        return commands.export(ExportRequest.of(export, held, state));
      }
      if (order instanceof ConsoleEffect.Reconnect reconnect) {
        commands.reconnect(reconnect.worker());
        return "reconnecting " + reconnect.worker();
      }
      if (order instanceof ConsoleEffect.Rediscover) {
        commands.rediscover();
        return "asked for workers";
      }
      if (order instanceof ConsoleEffect.Clear) {
        commands.clear();
        return "cleared";
      }
      throw new IllegalArgumentException("this is no order for the desk: " + order);
    } catch (IOException | RuntimeException e) {
      String message = e.getMessage();
      return message == null ? "failed: " + e.getClass().getSimpleName() : message;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
