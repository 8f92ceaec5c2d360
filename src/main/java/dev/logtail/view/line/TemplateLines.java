package dev.logtail.view.line;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.template.Template;
import dev.logtail.view.template.TemplateText;

/** Writes records the way that a user's template says; a template says nothing about notices. */
public final class TemplateLines implements EntryLines {
  private final TemplateText template;
  private final AnsiWriter ansi;

  public TemplateLines(Template template, LineSettings settings) {
    this.template =
        new TemplateText(
            template,
            new TemplateText.Look(
                settings.theme(),
                settings.time(),
                settings.zone(),
                settings.messages(),
                settings.ansi(),
                settings.highlights()));
    this.ansi = new AnsiWriter(settings.depth());
  }

  @Override
  public void append(StringBuilder out, Entry entry) {
    if (entry instanceof LogEvent event) {
      for (StyledText line : template.lines(event)) {
        ansi.append(out, line);
        out.append('\n');
      }
    }
  }
}
