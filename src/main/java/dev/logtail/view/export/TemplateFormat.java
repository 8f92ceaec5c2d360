package dev.logtail.view.export;

import dev.logtail.model.LogEvent;
import dev.logtail.model.StreamNotice;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.template.Template;
import dev.logtail.view.template.TemplateText;

/** Text in a user's own words, safe to print, without colours. Notices are as in text. */
final class TemplateFormat implements RecordFormat {
  private final TemplateText template;
  private final TextFormat usual;

  TemplateFormat(Template template, OutputForm form) {
    TimeStyle time = form.time().orElse(TimeStyle.FULL);
    this.template = new TemplateText(template, TemplateText.Look.plain(time, form.zone()));
    this.usual = new TextFormat(form);
  }

  @Override
  public void record(StringBuilder out, LogEvent event) {
    for (StyledText line : template.lines(event)) {
      out.append(line.plain()).append('\n');
    }
  }

  @Override
  public void notice(StringBuilder out, StreamNotice notice) {
    usual.notice(out, notice);
  }
}
