package dev.logtail.view.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to a value in the received JSON: {@code details.step}, {@code tags[0]}, {@code a."odd
 * name"}.
 *
 * @param names empty when it is none
 */
record FieldPath(List<String> names) {
  private static final Pattern STEP =
      Pattern.compile("(?:^|\\.)(?:\"([^\"]+)\"|([^.\\[\\]\"]+))|\\[(?:\"([^\"]+)\"|(\\d+))\\]");

  FieldPath {
    names = List.copyOf(names);
  }

  FieldPath(String text) {
    this(read(text));
  }

  private static List<String> read(String text) {
    List<String> names = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int end = 0;
    while (step.find() && step.start() == end) {
      for (int group = 1; group <= step.groupCount(); group++) {
        if (step.group(group) != null) {
          names.add(step.group(group));
        }
      }
      end = step.end();
    }
    return end == text.length() ? names : List.of();
  }
}
