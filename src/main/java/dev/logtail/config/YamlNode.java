package dev.logtail.config;

import java.io.StringReader;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value of a YAML text, which knows its line. No object is ever made of it, whatever its tag
 * says, and an alias is not copied: it is looked at when it is asked for.
 */
record YamlNode(Node node) {
  private static final int MOST_NESTED = 50;
  private static final int MOST_ALIASES = 50;

  /** Of texts, numbers, lists and the like. */
  private static final Set<Tag> PLAIN_TAGS =
      Set.of(
          Tag.NULL,
          Tag.BOOL,
          Tag.INT,
          Tag.FLOAT,
          Tag.STR,
          Tag.TIMESTAMP,
          Tag.MERGE,
          Tag.MAP,
          Tag.SEQ);

  /** A key and what it stands for. */
  record Pair(YamlNode key, YamlNode value) {}

  /** The text is no YAML, or past the limits. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    private Malformed(String message) {
      super(message);
    }

    private Malformed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The only document of {@code text}; empty when it holds nothing. */
  static Optional<YamlNode> parse(String text) throws Malformed {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(text.length() + 1);
    limits.setNestingDepthLimit(MOST_NESTED);
    limits.setMaxAliasesForCollections(MOST_ALIASES);
    try {
      Optional<Node> root = Optional.ofNullable(new Yaml(limits).compose(new StringReader(text)));
      if (root.isPresent()) {
        refuseTags(root.get(), Collections.newSetFromMap(new IdentityHashMap<>()));
      }
      return root.map(YamlNode::new);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new Malformed("line " + line + ": " + firstLine(e.getProblem()), e);
    } catch (YAMLException e) {
      throw new Malformed(firstLine(String.valueOf(e.getMessage())), e);
    }
  }

  /**
   * Whoever writes a tag wants an object of it, which nobody makes.
   *
   * @param seen what has been looked at: aliases can lead back
   */
  private static void refuseTags(Node node, Set<Node> seen) throws Malformed {
    if (!seen.add(node)) {
      return;
    }
    YamlNode here = new YamlNode(node);
    if (!PLAIN_TAGS.contains(node.getTag())) {
      throw new Malformed(
          "line " + here.line() + ": tags are not taken, as '" + node.getTag().getValue() + "' is");
    }
    for (YamlNode item : here.items()) {
      refuseTags(item.node(), seen);
    }
    for (Pair pair : here.pairs()) {
      refuseTags(pair.key().node(), seen);
      refuseTags(pair.value().node(), seen);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("not YAML");
  }

  int line() {
    return node.getStartMark().getLine() + 1;
  }

  /** Whether nothing stands there. */
  boolean isNothing() {
    return node.getTag().equals(Tag.NULL);
  }

  boolean isText() {
    return node instanceof ScalarNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  /** As written, without quotes; nothing where nothing or no text stands. */
  String text() {
    return node instanceof ScalarNode scalar && !isNothing() ? scalar.getValue() : "";
  }

  /** None where it is no list. */
  List<YamlNode> items() {
    return node instanceof SequenceNode list
        ? list.getValue().stream().map(YamlNode::new).toList()
        : List.of();
  }

  /** None where it is no mapping. */
  List<Pair> pairs() {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .map(
                pair ->
                    new Pair(new YamlNode(pair.getKeyNode()), new YamlNode(pair.getValueNode())))
            .toList()
        : List.of();
  }
}
