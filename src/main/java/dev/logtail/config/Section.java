package dev.logtail.config;

import dev.logtail.config.YamlNode.Pair;
import dev.logtail.model.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping of the file. Whatever is not as it should be goes to the problems, with its line, and
 * reads as if it were not there.
 *
 * @param where how the section is called in a message
 */
record Section(YamlNode node, String where, List<Problem> problems) {
  /** The section that {@code node} should be; anything else is a problem, and empty. */
  static Section of(YamlNode node, String where, List<Problem> problems) {
    if (!node.isMapping()) {
      problems.add(new Problem(node.line(), where + " should be a list of 'key: value' lines"));
    }
    Section section = new Section(node, where, problems);
    section.checkNames();
    return section;
  }

  /** A key has a name, and no key is there twice. */
  private void checkNames() {
    Set<String> seen = new HashSet<>();
    for (Pair pair : node.pairs()) {
      YamlNode key = pair.key();
      if (!key.isText() || key.text().isEmpty()) {
        problem(key.line(), "a key in " + where + " should be one word");
      } else if (!seen.add(key.text())) {
        problem(key.line(), "'" + key.text() + "' is there twice in " + where);
      }
    }
  }

  /** Every key but these is a problem. */
  Section allow(List<String> known) {
    for (Pair pair : node.pairs()) {
      String name = pair.key().text();
      if (name.equals("insecure")) {
        problem(
            pair.key().line(),
            "'insecure' can't be set in a file; give --insecure where it is needed");
      } else if (!name.isEmpty() && !known.contains(name)) {
        problem(
            pair.key().line(),
            "unknown key '" + name + "' in " + where + Spelling.hint(name, known));
      }
    }
    return this;
  }

  void problem(int line, String text) {
    problems.add(new Problem(line, text));
  }

  /** What stands behind {@code key}; empty when the key is not there, or nothing stands there. */
  Optional<YamlNode> at(String key) {
    return node.pairs().stream()
        .filter(pair -> pair.key().text().equals(key))
        .map(Pair::value)
        .filter(value -> !value.isNothing())
        .findFirst();
  }

  /** The keys, in the order of the file. */
  List<Word> names() {
    return node.pairs().stream()
        .map(Pair::key)
        .filter(key -> !key.text().isEmpty())
        .map(key -> new Word(key.text(), key.line()))
        .toList();
  }

  /** The word behind {@code key}. */
  Optional<Word> word(String key) {
    return at(key)
        .flatMap(value -> wordOf(value, "'" + key + "' in " + where))
        .filter(word -> !word.text().isEmpty());
  }

  Optional<String> text(String key) {
    return word(key).map(Word::text);
  }

  /** The word behind {@code key}, or the words of the list there. */
  List<String> texts(String key) {
    Optional<YamlNode> value = at(key);
    if (value.isEmpty() || !value.get().isList()) {
      return text(key).stream().toList();
    }
    List<String> texts = new ArrayList<>();
    for (YamlNode item : value.get().items()) {
      wordOf(item, "an element of '" + key + "' in " + where).map(Word::text).ifPresent(texts::add);
    }
    return texts;
  }

  private Optional<Word> wordOf(YamlNode value, String what) {
    if (!value.isText()) {
      problem(value.line(), what + " should be one word, not a list");
      return Optional.empty();
    }
    return Optional.of(new Word(value.text(), value.line()));
  }
}
