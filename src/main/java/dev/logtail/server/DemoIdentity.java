package dev.logtail.server;

import java.util.List;

/** Who a demo worker is: no two have the same symbol. */
record DemoIdentity(String symbol, String strategy) {
  private static final List<DemoIdentity> KNOWN =
      List.of(
          new DemoIdentity("002050.SZ", "hidden_dragon"),
          new DemoIdentity("600132.SH", "turtle_trading"),
          new DemoIdentity("000002.SZ", "yang_breakout"),
          new DemoIdentity("300347.SZ", "mean_reversion"),
          new DemoIdentity("601318.SH", "grid_ladder"),
          new DemoIdentity("000858.SZ", "网格交易"),
          new DemoIdentity("688981.SH", "momentum_wave"),
          new DemoIdentity("430047.BJ", "pairs_arbitrage"));

  private static final int FIRST_NUMBER = 600_500;
  private static final int STEP = 37;

  /** The {@code index}-th worker's, counted from 0. */
  static DemoIdentity of(int index) {
    DemoIdentity known = KNOWN.get(index % KNOWN.size());
    if (index < KNOWN.size()) {
      return known;
    }
    String symbol = (FIRST_NUMBER + index * STEP) + ".SH";
    return new DemoIdentity(symbol, known.strategy());
  }

  String key() {
    return "user123_" + symbol + "_" + strategy;
  }
}
