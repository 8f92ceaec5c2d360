package dev.logtail.view.style;

/**
 * What the 256 indexed colours look like, and which of them is nearest to another colour: for
 * terminals that lack the one asked for. Pure.
 */
public final class ColorTable {
  private static final int CUBE = 16;
  private static final int GREYS = 232;
  private static final int[] CUBE_STEPS = {0, 95, 135, 175, 215, 255};

  /** What xterm paints for the sixteen; real palettes differ a little. */
  private static final int[] SIXTEEN = {
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF
  };

  private ColorTable() {}

  /** {@code 0xRRGGBB} of an indexed colour. */
  public static int rgbOf(int index) {
    if (index < CUBE) {
      return SIXTEEN[index];
    }
    if (index >= GREYS) {
      return grey(index);
    }
    int cube = index - CUBE;
    return CUBE_STEPS[cube / 36] << 16 | CUBE_STEPS[cube / 6 % 6] << 8 | CUBE_STEPS[cube % 6];
  }

  /** The nearest of the colours 16 to 255, which look the same on every terminal. */
  public static int nearestIndexed(int rgb) {
    int cube = CUBE + 36 * step(red(rgb)) + 6 * step(green(rgb)) + step(blue(rgb));
    int mean = (red(rgb) + green(rgb) + blue(rgb)) / 3;
    int grey = GREYS + Math.min(23, Math.max(0, (mean - 3) / 10));
    return distance(rgb, grey(grey)) < distance(rgb, rgbOf(cube)) ? grey : cube;
  }

  /** The nearest of the colours 0 to 15. */
  public static int nearestBasic(int rgb) {
    int best = 0;
    for (int i = 1; i < SIXTEEN.length; i++) {
      if (distance(rgb, SIXTEEN[i]) < distance(rgb, SIXTEEN[best])) {
        best = i;
      }
    }
    return best;
  }

  private static int grey(int index) {
    return (8 + 10 * (index - GREYS)) * 0x010101;
  }

  private static int step(int channel) {
    int best = 0;
    for (int i = 1; i < CUBE_STEPS.length; i++) {
      if (Math.abs(channel - CUBE_STEPS[i]) < Math.abs(channel - CUBE_STEPS[best])) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int red = red(one) - red(other);
    int green = green(one) - green(other);
    int blue = blue(one) - blue(other);
    return red * red + green * green + blue * blue;
  }

  private static int red(int rgb) {
    return rgb >> 16 & 0xFF;
  }

  private static int green(int rgb) {
    return rgb >> 8 & 0xFF;
  }

  private static int blue(int rgb) {
    return rgb & 0xFF;
  }
}
