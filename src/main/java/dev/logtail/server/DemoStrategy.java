package dev.logtail.server;

import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A trading strategy that only pretends: a price that wanders, bars, orders and a position, so that
 * what its worker logs makes sense from line to line. Prices are counted in hundredths.
 */
final class DemoStrategy {
  private static final int LOT = 100;
  private static final int MOST_LOTS = 9;
  private static final int LOWEST_PRICE = 200;
  private static final int STARTING_CASH = 2_000_000;

  /** Something worth a line in the log. */
  record Remark(String level, LogLine.CodePlace place, String text) {}

  private final DemoIdentity identity;
  private final SplittableRandom random;
  private int price;
  private int position;
  private int entryPrice;
  private long cash = STARTING_CASH;
  private long bars;
  private long orders;

  DemoStrategy(DemoIdentity identity, SplittableRandom random) {
    this.identity = identity;
    this.random = random;
    this.price = random.nextInt(500, 6000);
    this.bars = random.nextInt(100, 2000);
    this.orders = random.nextInt(10_000, 20_000);
  }

  Remark next() {
    price = Math.max(LOWEST_PRICE, price + random.nextInt(-6, 7));
    return DemoRemark.pick(random.nextInt(DemoRemark.TOTAL_WEIGHT)).make(this);
  }

  WorkerReport.Stats stats() {
    Optional<String> entry = position == 0 ? Optional.empty() : Optional.of(decimal(entryPrice));
    String state = position == 0 ? "waiting" : "holding";
    return new WorkerReport.Stats(
        identity.symbol(), identity.strategy(), state, position, bars, entry);
  }

  String symbol() {
    return identity.symbol();
  }

  String strategyName() {
    return identity.strategy();
  }

  long finishBar() {
    bars++;
    return bars;
  }

  String newOrder() {
    orders++;
    return lastOrder();
  }

  String lastOrder() {
    return "SIM." + orders;
  }

  /** Buys when nothing is held and sells everything otherwise; what happened, in words. */
  String trade() {
    String deal = position == 0 ? buy() : sell();
    return deal + " @ " + price() + ", 持仓 " + position;
  }

  private String buy() {
    position = lots();
    entryPrice = price;
    cash -= (long) position * price / LOT;
    return "买入 " + position + " 股";
  }

  private String sell() {
    int sold = position;
    cash += (long) sold * price / LOT;
    position = 0;
    return "卖出 " + sold + " 股";
  }

  /** Some whole lots of shares. */
  int lots() {
    return LOT * random.nextInt(1, MOST_LOTS + 1);
  }

  String price() {
    return decimal(price);
  }

  /** A price near the present one, above or below. */
  String price(int away) {
    return decimal(price + away);
  }

  String cash() {
    return decimal(cash);
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** Hundredths as a decimal: 2536 is 25.36. */
  static String decimal(long hundredths) {
    long fraction = Math.abs(hundredths % 100);
    String sign = hundredths < 0 ? "-" : "";
    return sign + Math.abs(hundredths / 100) + (fraction < 10 ? ".0" : ".") + fraction;
  }
}
