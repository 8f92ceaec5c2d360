package dev.logtail.view.export;

/**
 * Keeps spreadsheets from running a cell. A cell whose first char is one that starts a formula, or
 * that does behind spaces and quotes, gets a {@code '} in front. Taking one {@code '} away from a
 * cell whose rest would be guarded gives the original back, always.
 */
final class FormulaGuard {
  private static final String STARTERS = "=+-@\t\r\n\0＝＋－＠";
  private static final String PASSED_OVER = " '\"";

  private FormulaGuard() {}

  static String guarded(String cell) {
    return isFormula(cell) ? "'" + cell : cell;
  }

  private static boolean isFormula(String cell) {
    int i = 0;
    while (i < cell.length() && PASSED_OVER.indexOf(cell.charAt(i)) >= 0) {
      i++;
    }
    return i < cell.length() && STARTERS.indexOf(cell.charAt(i)) >= 0;
  }
}
