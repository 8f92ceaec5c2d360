package dev.logtail.cli.help;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/** Shows the options of a command under their headings. */
public final class OptionList implements IHelpSectionRenderer {
  @Override
  public String render(Help help) {
    Map<Heading, List<OptionSpec>> options = Heading.of(help.commandSpec());
    StringBuilder text = new StringBuilder();
    options.forEach(
        (heading, list) -> {
          Help.Layout layout = help.createDefaultLayout();
          layout.addAllOptions(list, help.parameterLabelRenderer());
          boolean first = text.isEmpty() && help.commandSpec().positionalParameters().isEmpty();
          text.append(first ? "" : "\n").append(heading.title()).append(":\n").append(layout);
        });
    return text.toString();
  }
}
