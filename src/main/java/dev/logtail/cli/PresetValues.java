package dev.logtail.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Gives options the values that the configuration stands in for, through their own converters. What
 * was typed stays what was typed: an option that has its value from here counts as one that has not
 * been given.
 */
final class PresetValues {
  private PresetValues() {}

  /**
   * Parses {@code typed} and fills in {@code presets}.
   *
   * @param behind how many of the words stand before the options of the command meant
   * @throws CommandLine.ParameterException when one of the values can't be converted
   */
  static ParseResult fill(CommandLine root, List<String> typed, int behind, List<Preset> presets) {
    List<String> words = new ArrayList<>(typed);
    words.addAll(behind, presets.stream().flatMap(preset -> preset.words().stream()).toList());
    root.parseArgs(words.toArray(String[]::new));
    Map<OptionSpec, Object> values = new LinkedHashMap<>();
    presets.forEach(preset -> values.put(preset.option(), preset.option().getValue()));
    ParseResult result = root.parseArgs(typed.toArray(String[]::new));
    values.forEach(OptionSpec::setValue);
    return result;
  }
}
