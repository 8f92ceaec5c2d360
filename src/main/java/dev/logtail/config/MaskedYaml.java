package dev.logtail.config;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A configuration file as it may be shown: what it says, in its order, without secrets, and without
 * its comments, which may hold some.
 */
public final class MaskedYaml {
  private static final int WIDTH = 120;

  private MaskedYaml() {}

  /**
   * The text of {@code file}; empty where it says nothing.
   *
   * @throws SettingsException when something is wrong with the file: a misspelt key may hold a
   *     secret too
   */
  public static String of(Path file) throws SettingsException {
    SettingsLoader.load(file);
    Optional<YamlNode> root = SettingsLoader.parse(file).filter(node -> !node.isNothing());
    if (root.isEmpty()) {
      return "";
    }
    DumperOptions options = new DumperOptions();
    options.setAllowUnicode(true);
    options.setWidth(WIDTH);
    StringWriter out = new StringWriter();
    new Yaml(options).serialize(masked(root.get().node(), List.of()), out);
    return out.toString();
  }

  /** All words of {@code node}, which {@code path} leads to, with commas between them. */
  static String words(YamlNode node, List<String> path) {
    Stream<String> words =
        node.isText()
            ? Stream.of(Masked.value(path, node.text()))
            : node.isList()
                ? node.items().stream().map(item -> Masked.value(path, item.text()))
                : node.pairs().stream()
                    .map(
                        pair ->
                            pair.key().text()
                                + ": "
                                + Masked.value(below(path, pair.key()), pair.value().text()));
    return words.collect(Collectors.joining(", "));
  }

  private static List<String> below(List<String> path, YamlNode key) {
    return Stream.concat(path.stream(), Stream.of(key.text())).toList();
  }

  private static Node masked(Node node, List<String> path) {
    if (node instanceof MappingNode mapping) {
      List<NodeTuple> pairs = new ArrayList<>();
      for (NodeTuple pair : mapping.getValue()) {
        pairs.add(
            new NodeTuple(
                pair.getKeyNode(),
                masked(pair.getValueNode(), below(path, new YamlNode(pair.getKeyNode())))));
      }
      return new MappingNode(mapping.getTag(), pairs, mapping.getFlowStyle());
    }
    if (node instanceof SequenceNode list) {
      return new SequenceNode(
          list.getTag(),
          list.getValue().stream().map(item -> masked(item, path)).toList(),
          list.getFlowStyle());
    }
    if (node instanceof ScalarNode scalar && !new YamlNode(node).isNothing()) {
      String shown = Masked.value(path, scalar.getValue());
      return new ScalarNode(scalar.getTag(), shown, null, null, scalar.getScalarStyle());
    }
    return node;
  }
}
