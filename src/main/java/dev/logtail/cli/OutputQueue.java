package dev.logtail.cli;

import dev.logtail.model.Entry;
import dev.logtail.pipeline.store.EntryCodec;
import dev.logtail.runtime.Backlog;
import dev.logtail.runtime.FairQueue;
import dev.logtail.runtime.SpillQueue;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Decides where entries wait for an output that is slower than the network. A terminal shows what
 * is new: there each worker's oldest entries give way. A pipe or a file wants everything: there
 * memory is followed by a temporary file.
 *
 * @param onTerminal whether people look at the output while it comes
 * @param memory bytes of it that may be used
 */
record OutputQueue(Environment environment, boolean onTerminal, long memory, long spill) {
  Backlog<Entry> open(Ledger ledger, Talk talk) {
    if (onTerminal) {
      return new FairQueue<>(Entry::weight, memory, Entry::worker, ledger::dropped);
    }
    return new SpillQueue<>(
        Entry::weight,
        new EntryCodec(),
        new SpillQueue.Room(memory, folder(environment), spill),
        new SpillQueue.Listener<Entry>() {
          @Override
          public void dropped(Entry entry) {
            ledger.dropped(entry);
          }

          @Override
          public void failed(IOException cause, long unreadable) {
            talk.insist(trouble(cause, unreadable));
          }
        });
  }

  /** Where temporary files are made. */
  static Path folder(Environment environment) {
    return Path.of(
        environment.variable("TMPDIR").orElseGet(() -> System.getProperty("java.io.tmpdir")));
  }

  private String trouble(IOException cause, long unreadable) {
    String lost = unreadable == 0 ? "" : Talk.count(unreadable, "record") + " of it are lost; ";
    return "the temporary file for the slow output in "
        + folder(environment)
        + " failed: "
        + cause.getMessage()
        + "; "
        + lost
        + "what is too much for --memory is dropped from here on";
  }

  /** Why records were dropped, and what helps. */
  String whyDropped() {
    if (onTerminal) {
      return "not shown (terminal too slow)";
    }
    return "dropped: the output is too slow"
        + (spill > 0 ? ", and --spill is full" : "; --spill SIZE lets them wait in a file");
  }
}
