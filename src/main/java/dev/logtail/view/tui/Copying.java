package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.style.TimeText;
import dev.logtail.view.tui.ConsoleReducer.Step;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes into the clipboard: whole records, fit for a ticket. A line says when, how bad, who and
 * where; the message follows with all its lines, as safe as on the screen.
 *
 * <pre>
 *   2026-02-01T14:30:25.123+08:00 ERROR user123_002050.SZ_hidden_dragon VnpyWorker[002050.SZ]
 *   order rejected
 *   Traceback (most recent call last):
 * </pre>
 */
final class Copying {
  private static final SafeText SAFE = new SafeText(AnsiPolicy.STRIP);

  private final ConsoleState state;
  private final LogView log;
  private final TimeText time;

  Copying(ConsoleState state, Scene scene) {
    this.state = state;
    this.log = scene.log();
    this.time = new TimeText(TimeStyle.FULL, scene.zone(state));
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
    String text = entries.stream().map(this::text).collect(Collectors.joining("\n"));
    return Step.to(state, new ConsoleEffect.Copy(text, what + " copied"));
  }

  private String text(Entry entry) {
    if (entry instanceof LogEvent event) {
      return line(event, event.level().word(), event.origin().logger()) + lines(event.message());
    }
    StreamNotice notice = (StreamNotice) entry;
    return line(notice, "---", "") + lines(notice.text());
  }

  private String line(Entry entry, String level, String logger) {
    return Stream.of(time.of(entry.at()), level, entry.worker().value(), logger)
        .map(SAFE::plain)
        .filter(word -> !word.isBlank())
        .collect(Collectors.joining(" ", "", "\n"));
  }

  private static String lines(String foreign) {
    return SAFE.lines(foreign, Style.PLAIN).stream()
        .map(StyledText::plain)
        .collect(Collectors.joining("\n"));
  }
}
