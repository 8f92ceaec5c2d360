package dev.logtail.pipeline.filter;

import dev.logtail.model.Spelling;
import dev.logtail.pipeline.filter.FilterToken.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One reading of one filter, by recursive descent. */
final class FilterReading {
  /** How deep parentheses may stand in each other: each takes a few calls, then and when asked. */
  private static final int MOST_DEPTH = 100;

  /** Many a short name is near another one by chance. */
  private static final int LEAST_HINTED = 5;

  /** What people type who think of another language. */
  private static final Map<String, String> MISTAKEN =
      Map.of("==", "=", "===", "=", "=>", ">=", "=<", "<=", "<>", "!=", "=~", "~", "!==", "!=");

  private static final Map<String, String> FOREIGN = Map.of("&&", "and", "&", "and", "||", "or");

  private final String text;
  private final FilterScanner scanner;
  private final Comparing comparing;
  private final Idioms idioms;
  private final Set<String> hints = new LinkedHashSet<>();
  private FilterToken token;
  private int depth;

  FilterReading(String text, int start, Comparing comparing, Idioms idioms)
      throws FilterSyntaxException {
    this.text = text;
    this.comparing = comparing;
    this.idioms = idioms;
    this.scanner = new FilterScanner(text, start);
    this.token = scanner.next();
  }

  Filter read() throws FilterSyntaxException {
    EntryFilter condition = anyOf();
    if (!token.is(Kind.END)) {
      throw error(token, unexpected());
    }
    return new Filter(condition, List.copyOf(hints));
  }

  private String unexpected() {
    if (token.is(Kind.CLOSE)) {
      return "no parenthesis is open that this one could close";
    }
    String foreign = FOREIGN.get(token.text());
    if (foreign != null) {
      return "'" + foreign + "' is written as a word";
    }
    if (token.is(Kind.OPERATOR)) {
      return "a field stands before '" + token.text() + "', not quoted text or another comparison";
    }
    return "'and' or 'or' is missing here; text of several words stands in quotes";
  }

  private EntryFilter anyOf() throws FilterSyntaxException {
    List<EntryFilter> parts = new ArrayList<>();
    parts.add(allOf());
    while (token.isWord("or")) {
      advance();
      parts.add(allOf());
    }
    return Conditions.any(parts);
  }

  private EntryFilter allOf() throws FilterSyntaxException {
    List<EntryFilter> parts = new ArrayList<>();
    parts.add(unary());
    while (token.isWord("and")) {
      advance();
      parts.add(unary());
    }
    return Conditions.all(parts);
  }

  private EntryFilter unary() throws FilterSyntaxException {
    boolean negated = false;
    while (token.isWord("not")) {
      negated = !negated;
      advance();
    }
    EntryFilter inner = token.is(Kind.OPEN) ? group() : condition();
    return negated ? Conditions.not(inner) : inner;
  }

  private EntryFilter group() throws FilterSyntaxException {
    FilterToken open = token;
    if (++depth > MOST_DEPTH) {
      throw error(open, "more than " + MOST_DEPTH + " parentheses are open here");
    }
    advance();
    EntryFilter inner = anyOf();
    if (token.is(Kind.END)) {
      throw error(open, "the parenthesis that opens here is not closed");
    }
    if (!token.is(Kind.CLOSE)) {
      throw error(token, unexpected());
    }
    advance();
    depth--;
    return inner;
  }

  private EntryFilter condition() throws FilterSyntaxException {
    FilterToken first = token;
    if (first.is(Kind.QUOTED)) {
      advance();
      return inMessage(comparing.literal(first));
    }
    if (!first.is(Kind.WORD) || first.isKeyword()) {
      throw error(first, startExpected());
    }
    Optional<FilterToken> regex =
        first.text().startsWith("/") ? scanner.regexAt(first.start()) : Optional.empty();
    if (regex.isPresent()) {
      advance();
      return inMessage(comparing.regex(regex.get()));
    }
    advance();
    return token.is(Kind.OPERATOR) || token.isWord("contains") || token.isWord("in")
        ? comparison(first)
        : bareWord(first);
  }

  private String startExpected() {
    return switch (token.kind()) {
      case END ->
          text.isBlank()
              ? "a filter is empty; write level >= WARNING, or text that messages hold"
              : "a condition is missing at the end, like level >= WARNING or \"text\"";
      case OPERATOR -> "a field is missing before '" + token.text() + "'";
      case WORD -> "a condition stands here; quote '" + token.text() + "' where it is text";
      default -> "a condition stands here, like level >= WARNING or \"text\"";
    };
  }

  private EntryFilter bareWord(FilterToken word) throws FilterSyntaxException {
    if (word.text().startsWith("!")) {
      throw error(word, "'not' is written as a word; quote text that begins with !");
    }
    if (FOREIGN.containsKey(word.text())) {
      throw error(word, "'" + FOREIGN.get(word.text()) + "' is written as a word");
    }
    try {
      Optional<EntryFilter> idiom = idioms.alone(word.text());
      return idiom.isPresent() ? idiom.get() : inMessage(comparing.literal(word));
    } catch (IllegalArgumentException e) {
      throw error(word, String.valueOf(e.getMessage()));
    }
  }

  private static EntryFilter inMessage(TextPattern pattern) {
    Predicate<String> question = pattern::isIn;
    EntryFilter asking = entry -> KnownField.MESSAGE.test(entry, question);
    return asking.telling(Clues.text(pattern));
  }

  private EntryFilter idiom(FilterToken word) throws FilterSyntaxException {
    FilterToken operator = token;
    FilterToken value = value(operator, scanner.next());
    try {
      EntryFilter made = idioms.compared(word.text(), operator.text(), value.text());
      advance();
      return made;
    } catch (IllegalArgumentException e) {
      throw error(word, String.valueOf(e.getMessage()));
    }
  }

  private EntryFilter comparison(FilterToken word) throws FilterSyntaxException {
    if (idioms.isCompared(word.text())) {
      return idiom(word);
    }
    Comparing.Subject subject = FieldPath.read(scanner, text, word, comparing.zone());
    doubt(word, subject);
    FilterToken operator = token;
    if (operator.text().equals("~") || operator.text().equals("!~")) {
      FilterToken pattern = scanner.nextPattern();
      token = pattern.is(Kind.REGEX) ? pattern : value(operator, pattern);
      EntryFilter made = comparing.matches(subject, token, operator.text().equals("~"));
      advance();
      return made;
    }
    if (operator.isWord("in")) {
      advance();
      return comparing.oneOf(subject, list());
    }
    if (operator.isWord("contains")) {
      EntryFilter made = comparing.contains(subject, value(operator, scanner.next()));
      advance();
      return made;
    }
    Relation relation =
        Relation.of(operator.text()).orElseThrow(() -> error(operator, noOperator(operator)));
    EntryFilter made = comparing.compare(subject, relation, value(operator, scanner.next()));
    advance();
    return made;
  }

  private static String noOperator(FilterToken operator) {
    String meant = MISTAKEN.get(operator.text());
    String help = meant == null ? "use = != < <= > >= ~ !~ contains in" : "write " + meant;
    return "'" + operator.text() + "' is no operator; " + help;
  }

  private FilterToken value(FilterToken operator, FilterToken found) throws FilterSyntaxException {
    if (found.isValue()) {
      return found;
    }
    String after = "a value is missing after '" + operator.text() + "'";
    throw error(
        found,
        found.is(Kind.END) ? after : after + "; text with '" + found.text() + "' stands in quotes");
  }

  private List<FilterToken> list() throws FilterSyntaxException {
    if (!token.is(Kind.OPEN)) {
      throw error(token, "'in' takes a list in parentheses: in (A, B)");
    }
    FilterToken open = token;
    List<FilterToken> values = new ArrayList<>();
    do {
      advance();
      if (!token.isValue()) {
        throw error(token, "a value is missing in the list");
      }
      values.add(token);
      advance();
    } while (token.is(Kind.COMMA));
    if (token.is(Kind.END)) {
      throw error(open, "the list that opens here is not closed");
    }
    if (!token.is(Kind.CLOSE)) {
      throw error(token, "a comma or a closing parenthesis stands between the values of a list");
    }
    advance();
    return values;
  }

  private void doubt(FilterToken word, Comparing.Subject subject) {
    if (subject.known().isPresent() || word.text().startsWith("$")) {
      return;
    }
    Spelling.nearest(word.text(), KnownField.names())
        .filter(near -> near.length() >= LEAST_HINTED)
        .ifPresent(near -> hints.add(doubt(word.text(), near)));
  }

  private static String doubt(String typed, String near) {
    return "'" + typed + "' is looked up in the JSON of each record; did you mean " + near + "?";
  }

  private void advance() throws FilterSyntaxException {
    token = scanner.next();
  }

  private FilterSyntaxException error(FilterToken at, String message) {
    return scanner.error(at.start(), message);
  }
}
