package dev.logtail.view.style;

/** A colour as a terminal can be asked for it. */
public sealed interface Ink {
  Ink DEFAULT = new Terminal();

  /** Whatever the terminal uses by itself. */
  record Terminal() implements Ink {}

  /** One of the 256 indexed colours; 0 to 15 are the terminal's own palette. */
  record Indexed(int index) implements Ink {}

  /** 24 bits: {@code 0xRRGGBB}. */
  record Rgb(int value) implements Ink {}
}
