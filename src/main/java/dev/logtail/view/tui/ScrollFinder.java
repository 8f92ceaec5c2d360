package dev.logtail.view.tui;

import java.util.List;

/** Finds out by how many rows the log has moved between two frames. */
final class ScrollFinder {
  private ScrollFinder() {}

  /**
   * How far up the rows of the log went; negative when they went down, 0 when scrolling saves
   * nothing.
   */
  static int distance(Frame before, Frame after) {
    Area log = after.log();
    if (!before.size().equals(after.size()) || !before.log().equals(log) || log.rows() < 4) {
      return 0;
    }
    int[] old = hashes(before, log);
    int[] now = hashes(after, log);
    int best = 0;
    int bestRows = Math.max(log.rows() / 2, same(old, now, 0));
    for (int distance = 1; distance < log.rows() / 2; distance++) {
      int up = same(old, now, distance);
      int down = same(old, now, -distance);
      if (Math.max(up, down) > bestRows) {
        bestRows = Math.max(up, down);
        best = up >= down ? distance : -distance;
      }
    }
    return best;
  }

  private static int same(int[] old, int[] now, int distance) {
    int rows = 0;
    for (int row = Math.max(0, -distance); row < now.length && row + distance < old.length; row++) {
      if (old[row + distance] == now[row]) {
        rows++;
      }
    }
    return rows;
  }

  private static int[] hashes(Frame frame, Area area) {
    int[] hashes = new int[area.rows()];
    for (int row = 0; row < hashes.length; row++) {
      List<Cell> cells = frame.rows().get(area.top() + row);
      int hash = 0;
      for (int column = area.left(); column < cells.size(); column++) {
        hash = hash * 31 + cells.get(column).grapheme().hashCode();
      }
      hashes[row] = hash;
    }
    return hashes;
  }
}
