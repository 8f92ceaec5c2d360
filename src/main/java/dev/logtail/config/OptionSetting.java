package dev.logtail.config;

import java.util.List;

/**
 * What the file says in place of an option of the command line, as written.
 *
 * @param name the option's long name without its dashes
 * @param values more than one where the option is repeatable, none where the list is empty
 * @param line where it stands in the file
 */
public record OptionSetting(String name, List<String> values, int line) {
  public OptionSetting {
    values = List.copyOf(values);
  }
}
