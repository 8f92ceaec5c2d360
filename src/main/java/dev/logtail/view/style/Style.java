package dev.logtail.view.style;

import java.util.EnumSet;
import java.util.Set;

/** How a stretch of text looks. */
public record Style(Ink foreground, Ink background, Set<Attribute> attributes) {
  /** What a terminal can do to letters besides colouring them. */
  public enum Attribute {
    BOLD,
    DIM,
    ITALIC,
    UNDERLINE,
    REVERSE,
    STRIKE
  }

  public static final Style PLAIN = new Style(Ink.DEFAULT, Ink.DEFAULT, Set.of());

  public Style {
    attributes = Set.copyOf(attributes);
  }

  public Style foreground(Ink ink) {
    return new Style(ink, background, attributes);
  }

  public Style background(Ink ink) {
    return new Style(foreground, ink, attributes);
  }

  /** This one on top of {@code base}: what it says nothing about stays. */
  public Style over(Style base) {
    Style over = base;
    for (Attribute attribute : attributes) {
      over = over.with(attribute);
    }
    over = foreground.equals(Ink.DEFAULT) ? over : over.foreground(foreground);
    return background.equals(Ink.DEFAULT) ? over : over.background(background);
  }

  public Style with(Attribute attribute) {
    if (attributes.contains(attribute)) {
      return this;
    }
    EnumSet<Attribute> more = EnumSet.of(attribute);
    more.addAll(attributes);
    return new Style(foreground, background, more);
  }

  public Style without(Attribute attribute) {
    if (!attributes.contains(attribute)) {
      return this;
    }
    EnumSet<Attribute> fewer = EnumSet.copyOf(attributes);
    fewer.remove(attribute);
    return new Style(foreground, background, fewer);
  }
}
