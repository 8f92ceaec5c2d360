package dev.logtail.view.tui;

import dev.logtail.runtime.Ticker;
import dev.logtail.runtime.TimerThread;
import dev.logtail.runtime.WallClock;
import dev.logtail.view.style.Theme;
import dev.logtail.view.terminal.ColorDepth;
import dev.logtail.view.terminal.SessionOptions;
import dev.logtail.view.terminal.TerminalSession;
import java.time.Duration;
import java.time.ZoneId;

/**
 * The console on a real terminal over a made-up farm, for a look and for the tests that need a
 * terminal. The argument is how many records a second come.
 */
public final class ConsoleOnFakeFarm {
  private static final Duration STEP = Duration.ofMillis(50);

  private ConsoleOnFakeFarm() {}

  public static void main(String[] args) throws Exception {
    int perSecond = args.length > 0 ? Integer.parseInt(args[0]) : 40;
    int perStep = Math.max(1, (int) (perSecond * STEP.toMillis() / 1000));
    FakeFarm farm = new FakeFarm(64L << 20, 42).populated();
    farm.log(500);
    WallClock clock = () -> FakeFarm.START;
    ColorDepth depth =
        ColorDepth.of(System.getenv("TERM"), System.getenv().getOrDefault("COLORTERM", ""));
    ConsoleLook look = ConsoleLook.of(Theme.dark(), ZoneId.of("Asia/Shanghai"));
    try (TimerThread timer = new TimerThread();
        TerminalSession session = TerminalSession.open(SessionOptions.of(System.getenv(), false));
        ConsoleLoop loop =
            new ConsoleLoop(
                new LanternaScreen(session, depth), farm, look, Ticker.system(), clock)) {
      if (perSecond > 0) {
        timer.every(
            STEP,
            () -> {
              farm.log(perStep);
              loop.changed();
            });
      }
      loop.start();
      loop.awaitEnd();
    }
    System.out.println("bye");
  }
}
