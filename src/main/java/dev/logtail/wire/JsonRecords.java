package dev.logtail.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * Reads a frame that holds one JSON object or an array of them, in one streaming pass.
 *
 * <pre>
 *   {"level":"INFO","line_no":95,"details":{"a":1}}
 *     begin · text(level, INFO) · literal(line_no, 95) · nested(details, {"a":1}) · end(whole text)
 *   [{…},{…},7]
 *     begin … end · begin … end · stray(7)
 * </pre>
 */
public final class JsonRecords {
  /** Is told what a frame holds, in order. Nothing told may be used when {@link #read} throws. */
  public interface Visitor {
    void begin();

    void text(String name, String value);

    /** A number, true, false or null, as written. */
    void literal(String name, String literal);

    /** An object or array, as written. */
    void nested(String name, String json);

    /** The object is complete; {@code json} is its text exactly as received. */
    void end(String json);

    /** Something that is not an object stands where a record should, as written. */
    void stray(String json);
  }

  private static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonRecords() {}

  /** True when {@code text} is one JSON object or array, and complete. */
  public static boolean isComplete(String text) {
    try (JsonParser parser = parser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null || !first.isStructStart()) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken().isStructEnd() && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  static JsonParser parser(String json) throws IOException {
    return FACTORY.createParser(json);
  }

  /**
   * Tells {@code visitor} what {@code frame} holds.
   *
   * @throws WireFormatException when it is not one JSON value
   */
  public static void read(String frame, Visitor visitor) throws WireFormatException {
    try (JsonParser parser = parser(frame)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        fields(parser, frame, visitor);
        visitor.end(frame.strip());
      } else if (first == JsonToken.START_ARRAY) {
        elements(parser, frame, visitor);
      } else {
        throw new WireFormatException("not a JSON object or array");
      }
      if (parser.nextToken() != null) {
        throw new WireFormatException("text after the end of the JSON value");
      }
    } catch (JsonProcessingException e) {
      throw new WireFormatException(e.getOriginalMessage());
    } catch (IOException e) {
      throw new WireFormatException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * A parser of what {@code text} holds from {@code start} on; counts from the text's beginning.
   */
  static JsonParser parser(char[] text, int start) throws IOException {
    return FACTORY.createParser(text, start, text.length - start);
  }

  private static void elements(JsonParser parser, String frame, Visitor visitor)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = tokenStart(parser);
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        fields(parser, frame, visitor);
        visitor.end(frame.substring(start, position(parser)));
      } else {
        visitor.stray(valueText(parser, frame, start));
      }
    }
  }

  private static void fields(JsonParser parser, String frame, Visitor visitor) throws IOException {
    visitor.begin();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        visitor.text(name, parser.getText());
      } else if (value.isStructStart()) {
        visitor.nested(name, valueText(parser, frame, tokenStart(parser)));
      } else {
        visitor.literal(name, parser.getText());
      }
    }
  }

  /** The text of the value whose first token was just read; leaves the parser on its last. */
  static String valueText(JsonParser parser, String frame, int start) throws IOException {
    parser.skipChildren();
    parser.finishToken();
    return frame.substring(start, position(parser));
  }

  static int tokenStart(JsonParser parser) {
    return Math.toIntExact(parser.currentTokenLocation().getCharOffset());
  }

  private static int position(JsonParser parser) {
    return Math.toIntExact(parser.currentLocation().getCharOffset());
  }
}
