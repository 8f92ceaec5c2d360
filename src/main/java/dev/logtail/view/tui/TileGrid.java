package dev.logtail.view.tui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the tiles of workers are: as many as fit, those around the focused one.
 *
 * @param first which of the shown workers has the first of the tiles, from 0
 * @param tiles with their frames, in the order of the workers; each at least as wide as the first
 * @param focused which of the tiles has the keys, from 0
 */
record TileGrid(int first, List<Area> tiles, int focused) {
  static final int LEAST_COLUMNS = 34;
  static final int LEAST_ROWS = 5;

  /** So many times as wide as high a tile is best. */
  private static final double BEST_SHAPE = 4;

  TileGrid {
    tiles = List.copyOf(tiles);
  }

  /** Empty where there is nobody to show, or no room for even two of several tiles. */
  static Optional<TileGrid> of(Area area, Tiling tiling) {
    int most = area.columns() / LEAST_COLUMNS * (area.rows() / LEAST_ROWS);
    int fitting = Math.min(most, tiling.count());
    if (fitting < Math.min(2, Math.max(1, tiling.count()))) {
      return Optional.empty();
    }
    List<Area> tiles = tiles(area, fitting, columns(area, fitting));
    int page = tiling.index() / fitting * fitting;
    int first = Math.min(page, tiling.count() - fitting);
    return Optional.of(new TileGrid(first, tiles, tiling.index() - first));
  }

  /** In how many columns {@code count} tiles fill the area best. */
  private static int columns(Area area, int count) {
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int columns = 1; columns <= area.columns() / LEAST_COLUMNS; columns++) {
      int rows = (count + columns - 1) / columns;
      double shape = area.columns() / (double) columns / (area.rows() / (double) rows);
      double bad =
          Math.abs(Math.log(shape / BEST_SHAPE)) + (columns * rows - count) / (double) count;
      if (rows * LEAST_ROWS <= area.rows() && bad < least) {
        least = bad;
        best = columns;
      }
    }
    return best;
  }

  /** Row by row; those of the last row share its whole width. */
  private static List<Area> tiles(Area area, int count, int columns) {
    int rows = (count + columns - 1) / columns;
    List<Area> tiles = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      int top = area.top() + area.rows() * row / rows;
      int bottom = area.top() + area.rows() * (row + 1) / rows;
      int inRow = Math.min(columns, count - row * columns);
      IntStream.range(0, inRow)
          .mapToObj(column -> part(area, column, inRow))
          .map(part -> new Area(top, part.left(), bottom - top, part.columns()))
          .forEach(tiles::add);
    }
    return tiles;
  }

  private static Area part(Area area, int column, int columns) {
    int left = area.columns() * column / columns;
    int right = area.columns() * (column + 1) / columns;
    return new Area(area.top(), area.left() + left, area.rows(), right - left);
  }

  /** The tile that has the keys, without its frame. */
  Area log() {
    return tiles.get(focused).inside();
  }

  /** Columns of a line in the narrowest tile. */
  int lineColumns() {
    return tiles.get(0).inside().columns() - LogPane.GUTTER;
  }
}
