package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.StreamNotice;
import dev.logtail.model.StreamSignal;
import dev.logtail.model.WorkerKey;
import dev.logtail.pipeline.PipelineStats;
import dev.logtail.pipeline.WorkerFollower;
import dev.logtail.pipeline.discovery.StreamAddress;
import java.util.List;
import java.util.Optional;

/**
 * What a console's run says on standard error: while it shows only where that is no terminal, and
 * when it is over.
 *
 * @param beside hears everything while the console shows
 * @param after tells what became of every record when it is gone
 */
record ConsoleTalk(Optional<Talk> beside, Optional<Talk> after) {
  void shown(List<Entry> batch) {
    beside.ifPresent(
        talk ->
            batch.stream()
                .filter(StreamNotice.class::isInstance)
                .forEach(notice -> talk.notice((StreamNotice) notice)));
  }

  void over(PipelineStats stats) {
    after.ifPresent(talk -> talk.counts(stats));
  }

  /** Tells {@code desk}, and who is beside it. */
  RunEvents with(WorkerFollower.Listener desk) {
    return new RunEvents() {
      @Override
      public void unreachable(StreamFailure failure) {
        desk.unreachable(failure);
        beside.ifPresent(talk -> talk.unreachable(failure));
      }

      @Override
      public void reachable() {
        desk.reachable();
        beside.ifPresent(Talk::reachable);
      }

      @Override
      public void surplus(List<WorkerKey> workers, int most) {
        desk.surplus(workers, most);
        beside.ifPresent(talk -> talk.surplus(workers, most));
      }

      @Override
      public void rewritten(WorkerKey worker, String sent, StreamAddress address) {
        desk.rewritten(worker, sent, address);
        beside.ifPresent(talk -> talk.rewritten(worker, sent, address));
      }

      @Override
      public void asked(String url, int status, int length) {
        beside.ifPresent(talk -> talk.asked(url, status, length));
      }

      @Override
      public void reported(WorkerKey worker, StreamSignal signal) {
        beside.ifPresent(talk -> talk.reported(worker, signal));
      }
    };
  }
}
