package dev.logtail.config;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** On which line of a YAML text each key stands. */
record KeyLines(Optional<Node> root) {
  /** What is past the limits, or no YAML, has no lines. */
  static KeyLines of(String text, LoaderOptions limits) {
    try {
      return new KeyLines(Optional.ofNullable(new Yaml(limits).compose(new StringReader(text))));
    } catch (YAMLException e) {
      return new KeyLines(Optional.empty());
    }
  }

  /** The line, from 1, of the key that {@code path} leads to; empty where there is none. */
  OptionalInt lineOf(List<String> path) {
    if (root.isEmpty()) {
      return OptionalInt.empty();
    }
    Node node = root.get();
    OptionalInt line = OptionalInt.empty();
    for (String key : path) {
      line = OptionalInt.empty();
      for (NodeTuple tuple : pairsOf(node)) {
        if (tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key)) {
          line = OptionalInt.of(scalar.getStartMark().getLine() + 1);
          node = tuple.getValueNode();
          break;
        }
      }
      if (line.isEmpty()) {
        return line;
      }
    }
    return line;
  }

  private static List<NodeTuple> pairsOf(Node node) {
    return node instanceof MappingNode mapping ? mapping.getValue() : List.of();
  }
}
