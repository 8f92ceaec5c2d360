package dev.logtail.model;

import java.time.Duration;

/**
 * Something happened that a user asked to be told of.
 *
 * @param condition what was asked for, as it was written
 * @param more how many entries of that worker that meet the condition were held back since the
 *     alert before, beside this one
 * @param during the time in which these came
 */
public record Alert(String condition, Entry entry, long more, Duration during) {}
