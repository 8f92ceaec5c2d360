package dev.logtail.pipeline.filter;

import dev.logtail.model.Entry;
import java.util.function.Predicate;

/** Something of an entry that a filter can ask about, as text. */
interface FilterField {
  /** What {@code question} says to the field's text; false for an entry that lacks the field. */
  boolean test(Entry entry, Predicate<String> question);
}
