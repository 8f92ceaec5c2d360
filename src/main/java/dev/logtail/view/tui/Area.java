package dev.logtail.view.tui;

/** A rectangle of cells: {@code rows} from {@code top}, {@code columns} from {@code left}. */
public record Area(int top, int left, int rows, int columns) {
  static final Area NONE = new Area(0, 0, 0, 0);

  public Area {
    rows = Math.max(0, rows);
    columns = Math.max(0, columns);
  }

  boolean holds(int row, int column) {
    return row >= top && row < bottom() && column >= left && column < left + columns;
  }

  boolean isEmpty() {
    return rows == 0 || columns == 0;
  }

  /** The area without its outermost cells. */
  Area inside() {
    return new Area(top + 1, left + 1, rows - 2, columns - 2);
  }

  /** The area without its last {@code count} rows. */
  Area withoutLast(int count) {
    return new Area(top, left, rows - count, columns);
  }

  /** The last {@code count} rows of the area. */
  Area last(int count) {
    return new Area(bottom() - count, left, count, columns);
  }

  /** What is left of the area on the left of {@code other}. */
  Area leftOf(Area other) {
    return new Area(top, left, rows, other.left() - left);
  }

  int bottom() {
    return top + rows;
  }
}
