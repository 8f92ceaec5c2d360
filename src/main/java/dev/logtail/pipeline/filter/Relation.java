package dev.logtail.pipeline.filter;

import java.util.Optional;

/** How two values are compared. */
enum Relation {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  GREATER(">"),
  AT_LEAST(">=");

  private final String sign;

  Relation(String sign) {
    this.sign = sign;
  }

  static Optional<Relation> of(String sign) {
    for (Relation relation : values()) {
      if (relation.sign.equals(sign)) {
        return Optional.of(relation);
      }
    }
    return Optional.empty();
  }

  /** True when it is about sameness only, not about order. */
  boolean isEquality() {
    return this == EQUAL || this == NOT_EQUAL;
  }

  /** Whether it holds between two values that compare like that. */
  boolean holds(int comparison) {
    return switch (this) {
      case EQUAL -> comparison == 0;
      case NOT_EQUAL -> comparison != 0;
      case LESS -> comparison < 0;
      case AT_MOST -> comparison <= 0;
      case GREATER -> comparison > 0;
      case AT_LEAST -> comparison >= 0;
    };
  }
}
