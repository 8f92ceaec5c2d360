package dev.logtail.view.style;

import dev.logtail.model.WorkerKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives each worker a short, safe name that no other worker has, and keeps to it. A worker whose
 * short name is taken gets a longer one; the first keeps what it had.
 *
 * <pre>
 *   user123_002050.SZ_hidden_dragon    002050·dragon
 *   user456_002050.SZ_hidden_dragon    002050·hidden_dragon, then user456_002050·hidden_dragon
 *   anything else                      anything else
 * </pre>
 *
 * One per view; its thread only.
 */
public final class WorkerLabels {
  private static final int SHORT_CELLS = 24;
  private static final int LONG_CELLS = 48;

  /** User, symbol, exchange, strategy: {@code user123_002050.SZ_hidden_dragon}. */
  private static final Pattern TRADING_KEY =
      Pattern.compile("(?:(.+)_)?([0-9]{6})(?:\\.[A-Za-z]{2,4})?_(.+)");

  private static final Pattern WORD_BREAK = Pattern.compile("[_\\s-]+");

  private static final Pattern UNTELLING =
      Pattern.compile("[vV]?[0-9.]*|strategy|worker|bot|live|sim|test");

  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);
  private final Map<WorkerKey, String> given = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private int width;
  private int widthOfKeys;

  public String labelOf(WorkerKey worker) {
    String label = given.get(worker);
    if (label == null) {
      label = choose(worker);
      given.put(worker, label);
      taken.add(label);
      width = Math.max(width, CellWidth.of(label));
      widthOfKeys = Math.max(widthOfKeys, CellWidth.of(safe.plain(worker.value())));
    }
    return label;
  }

  /** Cells of the longest label given so far. */
  public int width() {
    return width;
  }

  /** Cells of the longest key of a worker that has a label. */
  public int widthOfKeys() {
    return widthOfKeys;
  }

  private String choose(WorkerKey worker) {
    List<String> candidates = candidates(safe.plain(worker.value()));
    for (String candidate : candidates) {
      if (!taken.contains(candidate)) {
        return candidate;
      }
    }
    String longest = candidates.get(candidates.size() - 1);
    int number = 2;
    while (taken.contains(longest + "#" + number)) {
      number++;
    }
    return longest + "#" + number;
  }

  /** What the key could be called, shortest first. */
  private static List<String> candidates(String key) {
    List<String> candidates = new ArrayList<>();
    Matcher trading = TRADING_KEY.matcher(key);
    if (trading.matches()) {
      String symbol = trading.group(2);
      String strategy = trading.group(3);
      candidates.add(shortened(symbol + "·" + tellingWord(strategy), SHORT_CELLS));
      candidates.add(shortened(symbol + "·" + strategy, LONG_CELLS));
      String user = trading.group(1);
      if (user != null) {
        candidates.add(shortened(user + "_" + symbol + "·" + strategy, LONG_CELLS));
      }
    } else {
      candidates.add(shortened(key, SHORT_CELLS));
      candidates.add(shortened(key, LONG_CELLS));
    }
    candidates.add(key);
    return candidates;
  }

  /** The last word of a strategy's name that says something. */
  private static String tellingWord(String strategy) {
    String[] words = WORD_BREAK.split(strategy, -1);
    for (int i = words.length - 1; i >= 0; i--) {
      if (!UNTELLING.matcher(words[i]).matches()) {
        return words[i];
      }
    }
    return strategy;
  }

  private static String shortened(String label, int cells) {
    String cut = CellWidth.cut(label, cells);
    return cut.length() == label.length() ? label : CellWidth.cut(label, cells - 1) + "…";
  }
}
