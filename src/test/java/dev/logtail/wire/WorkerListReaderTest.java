package dev.logtail.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logtail.model.Worker;
import dev.logtail.model.WorkerKey;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerListReaderTest {
  @Test
  void keepsOrderFieldsAndTheExactTextOfEachWorker() throws Exception {
    String first =
        "{ \"alive\" : true,\"stats\":{\"symbol\":\"002050.SZ\",\"position\":100,\"entry_price\":"
            + "12.50,\"deep\":{\"a\": [1,2]},\"none\":null},\"log_stream_url\":\"ws://localhost:1\","
            + "\"extra\":[true, 1e3]}";
    String second = "{\"alive\":false,\"log_stream_url\":null}";
    List<Worker> workers =
        WorkerListReader.list(
            "{\"total_workers\":2,\"workers\":{\"u1_龙\": "
                + first
                + " ,\"b\":"
                + second
                + "},\"active_configs\":2}\n");

    assertThat(workers).extracting(w -> w.key().value()).containsExactly("u1_龙", "b");
    Worker worker = workers.get(0);
    assertThat(worker.json()).isEqualTo(first);
    assertThat(worker.alive()).isTrue();
    assertThat(worker.streamUrl()).contains("ws://localhost:1");
    assertThat(worker.stats().entrySet().stream().map(Object::toString))
        .containsExactly(
            "symbol=002050.SZ",
            "position=100",
            "entry_price=12.50",
            "deep={\"a\": [1,2]}",
            "none=null");
    assertThat(workers.get(1).alive()).isFalse();
    assertThat(workers.get(1).streamUrl()).isEmpty();
    assertThat(workers.get(1).json()).isEqualTo(second);
  }

  @Test
  void mergesWhatAnOlderServerPutsBesideStats() throws Exception {
    Worker worker =
        WorkerListReader.one(
            new WorkerKey("k"),
            "{\"worker_key\":\"k\",\"state\":\"old\",\"symbol\":\"X\",\"engine\":null,"
                + "\"stats\":{\"state\":\"running\"},\"tags\":[1]}");

    assertThat(worker.stats()).containsOnlyKeys("state", "symbol");
    assertThat(worker.stat("state")).isEqualTo("running");
    assertThat(worker.stat("symbol")).isEqualTo("X");
    assertThat(worker.alive()).isTrue();
  }

  @Test
  void takesNoWorkersAsAnEmptyList() throws Exception {
    assertThat(WorkerListReader.list("{\"workers\":{}}")).isEmpty();
  }

  @Test
  void oddWorkersDisturbNoOthers() throws Exception {
    List<Worker> workers =
        WorkerListReader.list(
            "{\"workers\":{\"\":{},\"nothing\":null,\"text\":\"up\","
                + "\"odd\":{\"alive\":\"false\",\"stats\":7,\"log_stream_url\":{\"a\":1}},\"ok\":{}}}");

    assertThat(workers).extracting(Worker::json).contains("null", "\"up\"", "{}");
    assertThat(workers).extracting(w -> w.key().value()).doesNotContain("").hasSize(4);
    assertThat(workers).filteredOn(Worker::alive).extracting(w -> w.key().value()).contains("ok");
    assertThat(workers).noneMatch(worker -> worker.streamUrl().isPresent());
  }

  @Test
  void aRepeatedKeyCountsAsItsLastValue() throws Exception {
    List<Worker> workers =
        WorkerListReader.list(
            "{\"workers\":{\"a\":{\"log_stream_url\":\"ws://x:1\",\"log_stream_url\":\"ws://x:2\"},"
                + "\"b\":{},\"a\":{\"log_stream_url\":\"ws://x:3\"}}}");

    assertThat(workers).hasSize(2);
    assertThat(workers.get(0).streamUrl()).contains("ws://x:3");
  }

  @Test
  void readsTenThousandWorkers() throws Exception {
    String body =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "\"worker-" + i + "\":{\"alive\":true,\"stats\":{\"n\":" + i + "}}")
            .collect(Collectors.joining(",", "{\"workers\":{", "}}"));

    List<Worker> workers = WorkerListReader.list(body);

    assertThat(workers).hasSize(10_000);
    assertThat(workers.get(9_999).json()).isEqualTo("{\"alive\":true,\"stats\":{\"n\":9999}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"workers\":[]}", "{\"workers\":null}", "{\"detail\":\"x\"}"})
  void saysThatTheWorkersObjectIsMissing(String body) {
    assertThatThrownBy(() -> WorkerListReader.list(body))
        .isInstanceOf(WireFormatException.class)
        .hasMessageContaining("without a 'workers' object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "<html>",
        "{\"workers\":{",
        "{\"workers\":{\"a\":{}}} more",
        "{]",
        "nul"
      })
  void refusesWhatIsNotOneJsonObject(String body) {
    assertThatThrownBy(() -> WorkerListReader.list(body)).isInstanceOf(WireFormatException.class);
  }

  @Test
  void refusesDeepNesting() {
    String deep = "{\"workers\":{\"a\":{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}}}";

    assertThatThrownBy(() -> WorkerListReader.list(deep)).isInstanceOf(WireFormatException.class);
  }

  @Test
  void findsTheWordsForPeopleInAnErrorsBody() {
    assertThat(WorkerListReader.problem("{\"detail\":\"Worker not found\"}"))
        .contains("Worker not found");
    assertThat(WorkerListReader.problem("{\"error\":\"no such worker\",\"detail\":\"\"}"))
        .contains("no such worker");
    assertThat(WorkerListReader.problem("{\"detail\":[{\"msg\":\"bad\"}]}"))
        .contains("[{\"msg\":\"bad\"}]");
    assertThat(WorkerListReader.problem("<html>")).isEmpty();
    assertThat(WorkerListReader.problem("{\"code\":1}")).isEmpty();
  }
}
