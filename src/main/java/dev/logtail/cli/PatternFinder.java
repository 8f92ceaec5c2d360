package dev.logtail.cli;

import dev.logtail.pipeline.filter.TextPattern;
import dev.logtail.view.style.Highlights.Finder;
import dev.logtail.view.style.Highlights.Stretch;
import java.util.List;

/** Finds what matches a pattern, for views that know nothing of patterns. */
record PatternFinder(TextPattern pattern) implements Finder {
  @Override
  public List<Stretch> in(String text) {
    return pattern.spans(text).stream().map(span -> new Stretch(span.start(), span.end())).toList();
  }
}
