package dev.logtail.cli;

import dev.logtail.config.OptionSetting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** What the configuration says in place of an option that was not typed. */
record Preset(OptionSpec option, OptionSetting setting) {
  /** The option as it is named to people and to the parser. */
  String name() {
    return "--" + setting.name();
  }

  /** What would have been typed. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    for (String value : setting.values()) {
      if (isCounted() && value.matches("[0-9]")) {
        words.addAll(Collections.nCopies(Integer.parseInt(value), name()));
      } else if (mayStandAlone() && (value.equals("true") || value.equals("false"))) {
        words.addAll(value.equals("true") ? List.of(name()) : List.of());
      } else {
        words.add(name() + "=" + value);
      }
    }
    return words;
  }

  /** Whether it says more the more often it is given. */
  private boolean isCounted() {
    return option.type() == boolean[].class;
  }

  /** Whether its value can be left out, so that yes or no is an answer. */
  private boolean mayStandAlone() {
    return option.arity().min() == 0;
  }
}
