package dev.logtail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logtail.model.StreamCounts;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.WorkerKey;
import dev.logtail.model.WorkerStatus;
import dev.logtail.pipeline.PipelineStats;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TalkTest {
  private static final WorkerKey WORKER = new WorkerKey("w");
  private static final Instant NOW = Instant.EPOCH;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void saysConnectionsOnlyWhenVerbose() {
    notices(Talk.Loudness.VERBOSE);
    assertThat(said()).isEqualTo("logtail: w: connected to x\nlogtail: w: gone\n");

    notices(Talk.Loudness.NORMAL);
    assertThat(said()).isEqualTo("logtail: w: gone\n");

    notices(Talk.Loudness.BRIEF);
    notices(Talk.Loudness.QUIET);
    assertThat(said()).isEmpty();
  }

  private void notices(Talk.Loudness loudness) {
    Talk talk = talk(false, loudness);
    talk.notice(new StreamNotice(WORKER, NOW, StreamNotice.Kind.CONNECTED, "connected to x"));
    talk.notice(new StreamNotice(WORKER, NOW, StreamNotice.Kind.VANISHED, "gone"));
  }

  @Test
  void namesAWorkerOnceWhereItsFailureNamesItToo() {
    talk(false, Talk.Loudness.NORMAL)
        .notice(new StreamNotice(WORKER, NOW, StreamNotice.Kind.REFUSED, "w: refused"));

    assertThat(said()).isEqualTo("logtail: w: refused\n");
  }

  @Test
  void sumsUpWithWhatWasLeftOut() {
    StreamCounts counts = new StreamCounts(1250, 1200, 30, 20, 0, 0);
    WorkerStatus row = WorkerStatus.connecting(WORKER, NOW).with(counts);

    talk(false, Talk.Loudness.BRIEF).summary(new PipelineStats(List.of(row), List.of()), 1200);

    assertThat(said())
        .isEqualTo(
            "logtail: 1,200 records of 1 worker, 30 filtered, 20 replayed again and left out\n");
  }

  @Test
  void countsWhatTheOutputNeverTookAsDropped() {
    StreamCounts counts = new StreamCounts(10, 10, 0, 0, 0, 0);
    WorkerStatus row = WorkerStatus.connecting(WORKER, NOW).with(counts);
    PipelineStats seen = new PipelineStats(List.of(row), List.of());

    StreamCounts corrected =
        seen.corrected(Map.of(WORKER, new StreamCounts(0, -4, 0, 0, 4, 0))).total();

    assertThat(corrected).isEqualTo(new StreamCounts(10, 6, 0, 0, 4, 0));
  }

  @Test
  void writesOverItsProgressOnATerminalAndNowhereElse() {
    Talk pipe = talk(false, Talk.Loudness.NORMAL);
    pipe.progress("1 record");
    assertThat(said()).isEmpty();

    Talk terminal = talk(true, Talk.Loudness.NORMAL);
    terminal.progress("1 record");
    terminal.insist("done");
    assertThat(said()).isEqualTo("\r\u001b[Klogtail: 1 record\r\u001b[Klogtail: done\n");
  }

  private Talk talk(boolean onTerminal, Talk.Loudness loudness) {
    return new Talk(new PrintStream(bytes, true, StandardCharsets.UTF_8), onTerminal, loudness);
  }

  private String said() {
    String said = bytes.toString(StandardCharsets.UTF_8);
    bytes.reset();
    return said;
  }
}
