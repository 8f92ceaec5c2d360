package dev.logtail.pipeline.filter;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.wire.JsonLookup;
import java.util.List;
import java.util.function.Predicate;

/** A value inside the JSON object that a record was received as, read anew each time. */
record JsonField(List<String> path) implements FilterField {
  JsonField {
    path = List.copyOf(path);
  }

  @Override
  public boolean test(Entry entry, Predicate<String> question) {
    return entry instanceof LogEvent event
        && event.receipt().json()
        && JsonLookup.find(event.receipt().text(), path).filter(question).isPresent();
  }
}
