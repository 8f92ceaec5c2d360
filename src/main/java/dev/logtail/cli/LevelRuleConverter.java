package dev.logtail.cli;

import dev.logtail.pipeline.filter.FilterSettings.LevelRule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code WARNING} (at least) and {@code =WARNING} (exactly). */
public final class LevelRuleConverter implements ITypeConverter<LevelRule> {
  @Override
  public LevelRule convert(String text) {
    try {
      return LevelRule.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
