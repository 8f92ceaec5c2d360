package dev.logtail.view.tui;

import dev.logtail.model.Entry;
import java.util.Optional;

/**
 * Keeps the page made last: it is asked for with every frame and every key, and making one takes as
 * long as the record is large. For the console's thread.
 */
final class DetailPages {
  private record Made(Entry entry, DetailFormat.Shape shape, DetailPage page) {
    boolean isOf(Entry wanted, DetailFormat.Shape wantedShape) {
      return shape.equals(wantedShape) && entry.equals(wanted);
    }
  }

  private final ConsoleLook look;
  private Optional<Made> last = Optional.empty();

  DetailPages(ConsoleLook look) {
    this.look = look;
  }

  DetailPage of(Entry entry, DetailFormat.Shape shape) {
    Made made =
        last.filter(page -> page.isOf(entry, shape))
            .orElseGet(() -> new Made(entry, shape, new DetailFormat(look, shape).page(entry)));
    last = Optional.of(made);
    return made.page();
  }
}
