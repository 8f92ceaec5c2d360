package dev.logtail.config;

import java.util.Optional;

/**
 * What is to stand out in messages, as written: what the words mean is for the views.
 *
 * @param match a regular expression
 * @param style how it looks; empty for the usual look
 * @param line where it stands in the file
 */
public record HighlightSetting(String match, Optional<String> style, int line) {}
