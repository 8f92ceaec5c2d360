package dev.logtail.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Optional;

/** Tells people where what they typed is no JSON, before a server does. Pure. */
public final class JsonCheck {
  /**
   * The first mistake.
   *
   * @param index where it is, in chars; the text's length for its end
   */
  public record Fault(int index, String why) {}

  private JsonCheck() {}

  /** Empty where {@code text} is one JSON value of any kind. */
  public static Optional<Fault> fault(String text) {
    try (JsonParser parser = JsonRecords.parser(text)) {
      if (parser.nextToken() == null) {
        return Optional.of(new Fault(text.length(), "there is no value"));
      }
      parser.skipChildren();
      parser.finishToken();
      if (parser.nextToken() != null) {
        int index = JsonRecords.tokenStart(parser);
        return Optional.of(new Fault(index, "text after the end of the value"));
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(new Fault(index(e, text), words(e)));
    } catch (IOException impossible) {
      throw new IllegalStateException("reading a text", impossible);
    }
  }

  private static int index(JsonProcessingException e, String text) {
    long offset = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
    boolean atEnd = e.getClass().getSimpleName().contains("EOF");
    return atEnd ? text.length() : (int) Math.max(0, Math.min(text.length(), offset));
  }

  private static String words(JsonProcessingException e) {
    return e.getOriginalMessage().replaceAll("\\s*\\R\\s*", " ");
  }
}
