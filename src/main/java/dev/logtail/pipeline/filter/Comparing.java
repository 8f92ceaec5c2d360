package dev.logtail.pipeline.filter;

import dev.logtail.model.Severity;
import dev.logtail.model.Spelling;
import dev.logtail.pipeline.filter.FilterToken.Kind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes conditions of a field, what is asked about it, and the tokens that it is compared with. */
record Comparing(String text, ZoneId zone, Instant now) {
  /** A field, and which of the known ones it is, if any. */
  record Subject(FilterField field, Optional<KnownField> known) {
    boolean is(KnownField other) {
      return known.filter(field -> field == other).isPresent();
    }

    boolean anyCase() {
      return known.filter(KnownField::isEqualInAnyCase).isPresent();
    }

    EntryFilter asks(Predicate<String> question) {
      FilterField asked = field;
      EntryFilter asking = entry -> asked.test(entry, question);
      return is(KnownField.WORKER)
          ? asking.telling(Clues.certainly((worker, severity) -> question.test(worker.value())))
          : asking;
    }

    /** Asks what only holds of text that {@code pattern} is in. */
    EntryFilter asks(TextPattern pattern) {
      EntryFilter asking = asks(pattern::isIn);
      return is(KnownField.MESSAGE) ? asking.telling(Clues.text(pattern)) : asking;
    }
  }

  EntryFilter compare(Subject subject, Relation relation, FilterToken value)
      throws FilterSyntaxException {
    if (subject.is(KnownField.LEVEL)) {
      Severity severity = severity(value);
      return ofSeverity(actual -> relation.holds(actual.compareTo(severity)));
    }
    if (subject.is(KnownField.TIME)) {
      Instant moment = moment(value);
      return entry -> relation.holds(entry.at().compareTo(moment));
    }
    return subject.asks(operand(subject, value).question(relation, subject.anyCase()));
  }

  EntryFilter oneOf(Subject subject, List<FilterToken> values) throws FilterSyntaxException {
    if (subject.is(KnownField.LEVEL)) {
      Set<Severity> severities = EnumSet.noneOf(Severity.class);
      for (FilterToken value : values) {
        severities.add(severity(value));
      }
      return ofSeverity(severities::contains);
    }
    if (subject.is(KnownField.TIME)) {
      Set<Instant> moments = new HashSet<>();
      for (FilterToken value : values) {
        moments.add(moment(value));
      }
      return entry -> moments.contains(entry.at());
    }
    List<Predicate<String>> questions = new ArrayList<>();
    for (FilterToken value : values) {
      questions.add(operand(subject, value).question(Relation.EQUAL, subject.anyCase()));
    }
    return subject.asks(text -> questions.stream().anyMatch(question -> question.test(text)));
  }

  EntryFilter contains(Subject subject, FilterToken value) throws FilterSyntaxException {
    return subject.asks(literal(value));
  }

  EntryFilter matches(Subject subject, FilterToken pattern, boolean wanted)
      throws FilterSyntaxException {
    TextPattern regex = regex(pattern);
    return wanted ? subject.asks(regex) : subject.asks(text -> !regex.isIn(text));
  }

  TextPattern literal(FilterToken value) throws FilterSyntaxException {
    try {
      return TextPattern.literal(value.text());
    } catch (IllegalArgumentException e) {
      throw error(value, String.valueOf(e.getMessage()));
    }
  }

  TextPattern regex(FilterToken pattern) throws FilterSyntaxException {
    try {
      return TextPattern.regex(pattern.text());
    } catch (IllegalArgumentException e) {
      int index = RegexTrouble.place(pattern, e);
      throw new FilterSyntaxException(text, index, String.valueOf(e.getMessage()));
    }
  }

  private static EntryFilter ofSeverity(Predicate<Severity> question) {
    EntryFilter asking = entry -> question.test(entry.countsAs());
    return asking.telling(
        Clues.certainly((worker, severity) -> question.test(severity.countsAs())));
  }

  private Operand operand(Subject subject, FilterToken value) throws FilterSyntaxException {
    if (subject.is(KnownField.LINE)) {
      if (!NumberText.isNumber(value.text())) {
        throw error(value, "a line is a number, and " + quote(value) + " is none");
      }
      return new Operand(value.text(), false);
    }
    return new Operand(value.text(), value.is(Kind.QUOTED));
  }

  private Severity severity(FilterToken value) throws FilterSyntaxException {
    Optional<Severity> severity = new Operand(value.text(), true).severity();
    if (severity.isPresent()) {
      return severity.get();
    }
    String help =
        Spelling.nearest(value.text(), Operand.levels())
            .map(near -> "did you mean " + near + "?")
            .orElseGet(() -> "use " + String.join(", ", Operand.levels()));
    throw error(value, quote(value) + " is no level; " + help);
  }

  private Instant moment(FilterToken value) throws FilterSyntaxException {
    Optional<Instant> moment = MomentText.read(value.text(), zone, now);
    if (moment.isPresent()) {
      return moment.get();
    }
    throw error(
        value,
        quote(value)
            + " is no time; write 14:30, 2026-02-01T14:30, seconds since 1970, or 10m for ten"
            + " minutes ago");
  }

  private static String quote(FilterToken value) {
    return "'" + value.text() + "'";
  }

  private FilterSyntaxException error(FilterToken token, String message) {
    return new FilterSyntaxException(text, token.start(), message);
  }
}
