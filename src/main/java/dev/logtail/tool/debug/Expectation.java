package dev.logtail.tool.debug;

import dev.logtail.model.DurationText;
import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.WireEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What must come for a session to be done.
 *
 * @param text what a message must hold
 * @param count so many messages, of which one must hold the text if there is one; 0 for any number
 * @param within how long to wait for it, from the session's start
 */
public record Expectation(Optional<Predicate<String>> text, long count, Optional<Duration> within) {
  /** Nothing. */
  public static final Expectation NONE = new Expectation(Optional.empty(), 0, Optional.empty());

  /** Whether anything is waited for. */
  public boolean isAny() {
    return text.isPresent() || count > 0;
  }

  /**
   * Whether {@code message} is the one that was waited for.
   *
   * @param number that it has among all messages, from 1
   */
  boolean isMetBy(Frame message, long number) {
    return text.isPresent() ? text.get().test(words(message)) : count > 0 && number >= count;
  }

  /**
   * How the session ends with {@code message}, if it does.
   *
   * @param number that it has among all messages, from 1
   */
  Optional<DebugOutcome> verdict(Frame message, long number) {
    if (isMetBy(message, number)) {
      return Optional.of(new DebugOutcome.Done());
    }
    return isExhausted(number) ? Optional.of(exhausted()) : Optional.empty();
  }

  private static String words(Frame message) {
    return message instanceof Frame.Text text
        ? text.text()
        : message instanceof Frame.Binary binary ? binary.payload().text() : "";
  }

  /** Whether none of the messages that count, up to {@code number}, was the one. */
  boolean isExhausted(long number) {
    return text.isPresent() && count > 0 && number >= count;
  }

  /** How a session ends whose messages were used up. */
  DebugOutcome exhausted() {
    return new DebugOutcome.Missed(
        count == 1
            ? "the message did not match --expect"
            : "none of " + count + " messages matched --expect");
  }

  /** How a session ends that waited for {@code limit}. */
  DebugOutcome late(Duration limit, long messages) {
    String what =
        text.isPresent()
            ? "no message matched --expect"
            : messages + " of " + count + " messages came";
    return new DebugOutcome.Missed(what + " within " + DurationText.of(limit));
  }

  /** How a session ends whose connection ended before. */
  DebugOutcome outcomeOf(WireEvent.Ended end) {
    boolean failed = end.end().failure().kind() != StreamFailure.Kind.NONE;
    return !isAny() || failed
        ? new DebugOutcome.Over(end)
        : new DebugOutcome.Missed(
            "the connection ended before "
                + (text.isPresent() ? "a message matched --expect" : count + " messages came"));
  }
}
