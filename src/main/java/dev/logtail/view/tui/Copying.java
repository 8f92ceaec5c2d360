package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.view.tui.ConsoleReducer.Step;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What goes into the clipboard: whole records, as they were logged. */
final class Copying {
  private final ConsoleState state;
  private final LogView log;

  Copying(ConsoleState state, LogView log) {
    this.state = state;
    this.log = log;
  }

  /** All that is bookmarked, or else the record that one is on. */
  Step copy() {
    List<Entry> marked =
        state.bookmarks().heldFrom(log.held().first()).numbers().mapToObj(log::entry).toList();
    if (!marked.isEmpty()) {
      String done =
          marked.size() == 1 ? "1 bookmarked record" : marked.size() + " bookmarked records";
      return copy(marked, done);
    }
    OptionalLong here = new Navigation(state, log).selected();
    return here.isEmpty()
        ? Step.to(state.withMessage("there is nothing to copy yet"))
        : copy(List.of(log.entry(here.getAsLong())), "1 record");
  }

  private Step copy(List<Entry> entries, String what) {
    String text = entries.stream().map(Copying::text).collect(Collectors.joining("\n"));
    return Step.to(state, new ConsoleEffect.Copy(text, what + " copied"));
  }

  private static String text(Entry entry) {
    if (entry instanceof LogEvent event) {
      return String.join(
          " ",
          event.at().toString(),
          event.level().word(),
          event.worker().value(),
          event.message());
    }
    StreamNotice notice = (StreamNotice) entry;
    return notice.at() + " --- " + notice.worker() + " " + notice.text();
  }
}
