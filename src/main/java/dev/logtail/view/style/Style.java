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
