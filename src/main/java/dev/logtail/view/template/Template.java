package dev.logtail.view.template;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A user's own text for each record, checked. Immutable; may be used from any thread.
 *
 * <pre>
 *   {time:HH:mm:ss.SSS} {level:-8} {worker:12.12} {module}.{func}:{line} {message} {field.details.step}\n
 *   {{ is a brace, \n a line's end, \t a tab, \\ a backslash
 * </pre>
 *
 * Behind the colon stands a {@link Room}, or for the time a pattern of java.time or a style's name.
 * What a record lacks is a {@code -}.
 */
public final class Template {
  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a template.
   *
   * @throws TemplateSyntaxException when it is none
   */
  public static Template parse(String text) throws TemplateSyntaxException {
    return new Template(new TemplateReading(text).parts());
  }

  /** True when some time in it looks as the view wants times to look. */
  public boolean holdsUsualTime() {
    return sources().anyMatch(source -> source instanceof Part.Time time && time.style().isEmpty());
  }

  /** True when some time in it depends on a zone. */
  public boolean holdsTime() {
    return sources()
        .anyMatch(source -> source instanceof Part.Time || source instanceof Part.Pattern);
  }

  private Stream<Part.Source> sources() {
    return parts.stream()
        .filter(Part.Value.class::isInstance)
        .map(part -> ((Part.Value) part).source());
  }

  /** What can stand in braces, besides a path into the record's JSON, and what it is. */
  public static Map<String, String> fields() {
    return KnownField.table();
  }

  List<Part> parts() {
    return parts;
  }
}
