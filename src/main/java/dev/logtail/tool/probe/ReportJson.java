package dev.logtail.tool.probe;

import dev.logtail.wire.JsonText;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * A report as one JSON object whose names stay as they are:
 *
 * <pre>
 *   {"verdict":"fail","api":{…},"targets":[
 *     {"target":"user1_002050.SZ","url":"ws://…","verdict":"fail","steps":[
 *       {"step":"tcp","finding":"connected","verdict":"ok","measured":"…","hint":null,
 *        "details":[]}]}]}
 * </pre>
 *
 * What there is none of is null; steps that are left out leave their target there, with its
 * verdict.
 */
public final class ReportJson {
  private ReportJson() {}

  /** The object, on one line. */
  public static String of(Report report, Detail detail) {
    StringBuilder out = new StringBuilder("{\"verdict\":");
    verdict(out, report.verdict());
    out.append(",\"api\":");
    if (report.api().isPresent()) {
      target(out, report.api().get(), detail);
    } else {
      out.append("null");
    }
    out.append(",\"targets\":");
    list(out, report.targets(), (to, target) -> target(to, target, detail));
    return out.append('}').toString();
  }

  private static void target(StringBuilder out, TargetReport report, Detail detail) {
    out.append("{\"target\":");
    JsonText.quote(out, report.target());
    out.append(",\"url\":");
    report.url().ifPresentOrElse(url -> JsonText.quote(out, url), () -> out.append("null"));
    out.append(",\"verdict\":");
    verdict(out, report.verdict());
    out.append(",\"steps\":");
    list(out, detail.of(report), ReportJson::step);
    out.append('}');
  }

  private static void step(StringBuilder out, Step step) {
    out.append("{\"step\":");
    JsonText.quote(out, step.kind().word());
    out.append(",\"finding\":");
    JsonText.quote(out, step.finding().word());
    out.append(",\"verdict\":");
    verdict(out, step.verdict());
    out.append(",\"measured\":");
    JsonText.quote(out, step.measured());
    out.append(",\"hint\":");
    step.hint().ifPresentOrElse(hint -> JsonText.quote(out, hint), () -> out.append("null"));
    out.append(",\"details\":");
    list(out, step.details(), JsonText::quote);
    out.append('}');
  }

  private static void verdict(StringBuilder out, Step.Verdict verdict) {
    JsonText.quote(out, verdict.name().toLowerCase(Locale.ROOT));
  }

  private static <T> void list(
      StringBuilder out, List<T> values, BiConsumer<StringBuilder, T> written) {
    out.append('[');
    String comma = "";
    for (T value : values) {
      out.append(comma);
      written.accept(out, value);
      comma = ",";
    }
    out.append(']');
  }
}
