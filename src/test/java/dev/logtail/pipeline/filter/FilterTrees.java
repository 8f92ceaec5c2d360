package dev.logtail.pipeline.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.logtail.model.Entry;
import dev.logtail.model.EventTime;
import dev.logtail.model.Level;
import dev.logtail.model.LogEvent;
import dev.logtail.model.Origin;
import dev.logtail.model.Receipt;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.filter.FilterTree.And;
import dev.logtail.pipeline.filter.FilterTree.Compares;
import dev.logtail.pipeline.filter.FilterTree.Contains;
import dev.logtail.pipeline.filter.FilterTree.Field;
import dev.logtail.pipeline.filter.FilterTree.Levels;
import dev.logtail.pipeline.filter.FilterTree.Matches;
import dev.logtail.pipeline.filter.FilterTree.Not;
import dev.logtail.pipeline.filter.FilterTree.OneOf;
import dev.logtail.pipeline.filter.FilterTree.Or;
import dev.logtail.pipeline.filter.FilterTree.Text;
import dev.logtail.pipeline.filter.FilterTree.Times;
import dev.logtail.pipeline.filter.FilterTree.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Entries and filters out of small stocks, so that they often have to do with each other. */
final class FilterTrees {
  private static final String[] TEXTS = {
    "bar",
    "Bar",
    "heartbeat",
    "order rejected: 资金不足",
    "资金",
    "say \"hi\" \\ it's",
    "a/b",
    "",
    "TIMEOUT",
    "timeout after 350 ms",
    "12",
    "12.0",
    "1.2e1",
    "-3",
    "0",
    "002050",
    "true",
    "null",
    "not",
    "and\nor",
    "user_002050.SZ",
    "User_002050.sz",
    "VnpyWorker[002050.SZ]",
    "search",
    "Gap",
    "gap",
    "worker",
    "raw",
    "😀"
  };
  private static final String[] REGEXES = {
    "bar", "^o", "\\d+", "资金|time", "\"hi\"", "a/b", "it's", ".", "", "x*", "\\Aa", "\\\\", "z$",
    "[a-f]", "gap", "t14:3"
  };
  private static final String[] PATHS = {
    "|details|step",
    "|details|odd key",
    "|details|tags|0",
    "|details|tags|1|k",
    "|details|tags",
    "|n",
    "|ok",
    "|missing|x",
    "|details",
    "|step",
    "|n|x"
  };
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private FilterTrees() {}

  private static Arbitrary<String> texts() {
    return Arbitraries.of(TEXTS);
  }

  private static Arbitrary<Instant> moments() {
    return Arbitraries.of(-1, 0, 1, 1000, 60_000, 1_800_000, -86_400)
        .map(FilterEntries.AT::plusMillis);
  }

  static Arbitrary<Entry> entries() {
    Arbitrary<Entry> notices =
        Combinators.combine(workers(), moments(), Arbitraries.of(StreamNotice.Kind.class), texts())
            .as(StreamNotice::new);
    Arbitrary<Entry> events =
        Combinators.combine(
                workers(),
                moments(),
                Arbitraries.of(
                    "", "INFO", "warn", "TRADE", "ERROR", "30", "TRACE", "Fatal", "notice"),
                texts(),
                origins(),
                receipts())
            .as(
                (worker, at, level, message, origin, receipt) ->
                    new LogEvent(
                        worker,
                        new EventTime(at, at, "x"),
                        Level.of(level),
                        message,
                        origin,
                        receipt));
    return Arbitraries.frequencyOf(Tuple.of(5, events), Tuple.of(1, notices));
  }

  private static Arbitrary<WorkerKey> workers() {
    return texts().filter(text -> !text.isEmpty()).map(WorkerKey::new);
  }

  private static Arbitrary<Origin> origins() {
    return Combinators.combine(texts(), texts(), texts(), Arbitraries.of(0, 3, 12, 350))
        .as(Origin::new);
  }

  private static Arbitrary<Receipt> receipts() {
    Arbitrary<Receipt> objects =
        values().array(JsonNode[].class).ofSize(8).map(some -> Receipt.object(json(some)));
    return Arbitraries.frequencyOf(Tuple.of(4, objects), Tuple.of(1, texts().map(Receipt::text)));
  }

  private static Arbitrary<JsonNode> values() {
    return Arbitraries.oneOf(
        texts().map(JSON::textNode),
        Arbitraries.of("12", "-3", "350.5", "1e-7", "12345678901234567890")
            .map(number -> JSON.numberNode(new BigDecimal(number))),
        Arbitraries.of(JSON.booleanNode(true), JSON.booleanNode(false), JSON.nullNode()));
  }

  private static String json(JsonNode[] some) {
    ObjectNode json = JSON.objectNode();
    json.set("other", some[0]);
    ObjectNode details = json.putObject("details");
    details.set("step", some[1]);
    details.set("odd key", some[2]);
    details.putArray("tags").add(some[3]).addObject().set("k", some[4]);
    json.set("n", some[5]);
    json.set("step", some[6]);
    json.set("kind", some[7]);
    return json.toString();
  }

  static Arbitrary<FilterTree> trees() {
    Arbitrary<FilterTree> inner = Arbitraries.lazy(FilterTrees::trees);
    Arbitrary<List<FilterTree>> several = inner.list().ofMinSize(2).ofMaxSize(3);
    return Arbitraries.frequencyOf(
        Tuple.of(8, leaves()),
        Tuple.of(1, several.map(And::new)),
        Tuple.of(1, several.map(Or::new)),
        Tuple.of(1, inner.map(Not::new)));
  }

  private static Arbitrary<FilterTree> leaves() {
    Arbitrary<String> signs = Arbitraries.of("=", "!=", "<", "<=", ">", ">=");
    Arbitrary<Field> any = fields("time", "level", "line");
    Arbitrary<Field> plain = fields();
    return Arbitraries.oneOf(
        texts().map(Text::new),
        Combinators.combine(any, texts()).as(Contains::new),
        Combinators.combine(any, Arbitraries.of(REGEXES), Arbitraries.of(true, false))
            .as(Matches::new),
        Combinators.combine(signs, levels())
            .as((sign, level) -> new Levels(sign, level.word(), level.severity())),
        Combinators.combine(signs, moments()).as(Times::new),
        Combinators.combine(signs, numbers())
            .as((sign, number) -> new Compares(new Field("line"), sign, number)),
        Combinators.combine(plain, signs, operands()).as(Compares::new),
        Combinators.combine(plain, operands().list().ofMinSize(1).ofMaxSize(3)).as(OneOf::new));
  }

  private static Arbitrary<Level> levels() {
    return Arbitraries.of(
            "trace", "debug", "info", "notice", "warning", "warn", "error", "fatal", "30", "e")
        .map(Level::of);
  }

  private static Arbitrary<Field> fields(String... more) {
    List<String> names =
        new ArrayList<>(
            List.of("message", "worker", "logger", "module", "func", "dialect", "kind", "step"));
    names.addAll(List.of(PATHS));
    names.addAll(List.of(more));
    return Arbitraries.of(names).map(Field::new);
  }

  private static Arbitrary<Value> operands() {
    return Arbitraries.oneOf(numbers(), texts().map(text -> new Value(text, false)));
  }

  private static Arbitrary<Value> numbers() {
    return Arbitraries.of(
            "12", "12.0", "1.2e1", "-3", "0", "350", "350.5", "1E-7", "12345678901234567890")
        .map(number -> new Value(number, true));
  }
}
