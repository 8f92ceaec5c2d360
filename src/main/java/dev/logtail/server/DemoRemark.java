package dev.logtail.server;

import java.util.List;
import java.util.function.Function;

/**
 * One kind of line that a demo worker logs.
 *
 * @param weight how often, out of {@link #TOTAL_WEIGHT}
 * @param text what it says about the strategy, and does to it
 */
record DemoRemark(
    int weight, String level, LogLine.CodePlace place, Function<DemoStrategy, String> text) {
  private static final List<DemoRemark> ALL =
      List.of(
          new DemoRemark(300, "DEBUG", at("vnpy_adapter", "on_bar", 88), DemoRemark::bar),
          new DemoRemark(120, "DEBUG", at("indicators", "update", 41), DemoRemark::indicators),
          new DemoRemark(
              320, "INFO", at("vnpy_adapter", "run", 95), s -> "Bar processed: #" + s.finishBar()),
          new DemoRemark(80, "INFO", at("signals", "evaluate", 132), DemoRemark::signal),
          new DemoRemark(50, "INFO", at("orders", "send_order", 57), DemoRemark::order),
          new DemoRemark(35, "INFO", at("orders", "on_trade", 74), s -> "成交: " + s.trade()),
          new DemoRemark(
              12,
              "INFO",
              at("orders", "on_trade", 81),
              s -> "\u001b[32m✅ 成交回报\u001b[0m " + s.lastOrder()),
          new DemoRemark(10, "INFO", at("events", "publish", 23), DemoRemark::event),
          new DemoRemark(
              3,
              "INFO",
              at("signals", "evaluate", 140),
              s -> "🚀 Breakout above " + s.price(-8) + " on " + s.between(2, 5) + "× volume"),
          new DemoRemark(
              30,
              "WARNING",
              at("vnpy_adapter", "on_bar", 92),
              s -> "Bar late by " + 50 * s.between(3, 19) + " ms"),
          new DemoRemark(12, "WARNING", at("orders", "check_funds", 33), DemoRemark::noFunds),
          new DemoRemark(
              10,
              "WARNING",
              at("gateway", "reconnect", 210),
              s -> "Quote gateway silent, reconnecting (attempt " + s.between(1, 4) + ")"),
          new DemoRemark(7, "ERROR", at("orders", "send_order", 66), DemoRemark::rejected),
          new DemoRemark(6, "ERROR", at("vnpy_adapter", "run", 103), DemoRemark::failed),
          new DemoRemark(3, "ERROR", at("gateway", "parse", 58), DemoRemark::unparsable),
          new DemoRemark(2, "CRITICAL", at("risk", "check", 19), DemoRemark::halted));

  /** The sum of all weights. */
  static final int TOTAL_WEIGHT = ALL.stream().mapToInt(DemoRemark::weight).sum();

  /** The kind that a random number from 0 to {@link #TOTAL_WEIGHT}, exclusive, stands for. */
  static DemoRemark pick(int number) {
    int left = number;
    for (DemoRemark remark : ALL) {
      left -= remark.weight;
      if (left < 0) {
        return remark;
      }
    }
    throw new IllegalArgumentException("not below the total weight: " + number);
  }

  DemoStrategy.Remark make(DemoStrategy strategy) {
    return new DemoStrategy.Remark(level, place, text.apply(strategy));
  }

  private static LogLine.CodePlace at(String module, String function, int line) {
    return new LogLine.CodePlace(module, function, line);
  }

  private static String bar(DemoStrategy s) {
    String range = " H=" + s.price(s.between(4, 9)) + " L=" + s.price(-s.between(4, 9));
    String open = "Bar O=" + s.price(s.between(-4, 4));
    return open + range + " C=" + s.price() + " V=" + 100 * s.between(20, 400);
  }

  private static String indicators(DemoStrategy s) {
    String averages = "ma5=" + s.price(s.between(-9, 9)) + " ma20=" + s.price(s.between(-30, 30));
    return averages + " rsi=" + s.between(20, 80) + "." + s.between(0, 9);
  }

  private static String signal(DemoStrategy s) {
    String direction = s.between(0, 1) == 0 ? "LONG" : "FLAT";
    return "Signal " + direction + ", strength 0." + s.between(10, 99) + ", price " + s.price();
  }

  private static String order(DemoStrategy s) {
    String side = s.between(0, 1) == 0 ? "BUY " : "SELL ";
    return "Order " + s.newOrder() + " sent: " + side + s.lots() + " @ " + s.price();
  }

  private static String event(DemoStrategy s) {
    return "{\"event\":\"fill\",\"symbol\":\""
        + s.symbol()
        + "\",\"order\":\""
        + s.lastOrder()
        + "\",\"qty\":"
        + s.lots()
        + ",\"price\":"
        + s.price()
        + ",\"tags\":[\"paper\",\"t+1\"]}";
  }

  private static String noFunds(DemoStrategy s) {
    String needed = DemoStrategy.decimal(100L * s.between(21_000, 90_000));
    return "资金不足: 需要 ¥" + needed + ", 可用 ¥" + s.cash() + ", 订单已跳过";
  }

  private static String rejected(DemoStrategy s) {
    return "Order "
        + s.newOrder()
        + """
           rejected by the gateway
          Traceback (most recent call last):
            File "/opt/trading/orders.py", line 61, in send_order
              reply = self.gateway.call("insert_order", request, timeout=2.0)
            File "/opt/trading/gateway.py", line 147, in call
              raise ConnectionResetError(104, "Connection reset by peer")
          ConnectionResetError: [Errno 104] Connection reset by peer""";
  }

  private static String failed(DemoStrategy s) {
    return "Strategy "
        + s.strategyName()
        + """
           failed on a bar, skipped it
          Traceback (most recent call last):
            File "/opt/trading/vnpy_adapter.py", line 99, in run
              self.strategy.on_bar(bar)
            File "/opt/trading/strategies/breakout.py", line 48, in on_bar
              ratio = bar.volume / self.average_volume
          ZeroDivisionError: float division by zero""";
  }

  private static String unparsable(DemoStrategy s) {
    return "行情解析失败: "
        + s.symbol()
        + """

          Traceback (most recent call last):
            File "/opt/trading/gateway.py", line 52, in parse
              close = Decimal(tick["close_price"])
          KeyError: 'close_price'""";
  }

  private static String halted(DemoStrategy s) {
    return "🔥 风控触发: drawdown "
        + s.between(8, 12)
        + ".3% above the limit of 8.0%, new orders halted";
  }
}
