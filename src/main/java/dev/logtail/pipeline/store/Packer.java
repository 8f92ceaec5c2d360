package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.RecordId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Packs entries into runs, in the form that {@link PackedRun} describes. Guarded by the store. */
final class Packer {
  private static final EntryCodec NOTICES = new EntryCodec();

  private final Contexts contexts = new Contexts();
  private final ByteSink messages = new ByteSink();
  private final ByteSink entries = new ByteSink();
  private final ByteSink parts = new ByteSink();
  private final ByteSink text = new ByteSink();
  private final Literals literals = new Literals();

  /** Of each event the number of its context, and how its text is cut. */
  private int[] numbers = {};

  private RawCut[] cuts = {};
  private int events;
  private long runs;
  private String firstStamp = "";
  private long second;
  private int partCount;

  /** The entries in {@code slots} from {@code from} up to {@code to}. */
  PackedRun pack(Entry[] slots, boolean[] strays, int from, int to) {
    start(slots, from, to);
    cut(slots, from, to);
    int[] starts = new int[to - from];
    int event = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = entries.length();
      int stray = strays[from + i] ? PackedRun.STRAY : 0;
      if (slots[from + i] instanceof LogEvent some) {
        put(some, stray, event);
        event++;
      } else {
        putNotice(slots[from + i], stray);
      }
    }
    return run(starts);
  }

  /** {@code run} is held no longer. */
  void release(PackedRun run) {
    contexts.release(run.contexts());
  }

  /** No run is held any longer. */
  void releaseAll() {
    contexts.clear();
  }

  /** About how many bytes of memory is held by what the runs share. */
  long sharedWeight() {
    return contexts.weight();
  }

  private void start(Entry[] slots, int from, int to) {
    messages.clear();
    entries.clear();
    contexts.startRun();
    runs++;
    events = 0;
    numbers = new int[to - from];
    cuts = new RawCut[to - from];
    firstStamp = "";
    second = slots[from].at().getEpochSecond();
    for (int slot = from; slot < to && firstStamp.isEmpty(); slot++) {
      firstStamp = slots[slot] instanceof LogEvent event ? event.time().text() : "";
    }
    literals.start(firstStamp);
  }

  /** Finds out of all events what they have in common. */
  private void cut(Entry[] slots, int from, int to) {
    for (int slot = from; slot < to; slot++) {
      if (slots[slot] instanceof LogEvent event) {
        Contexts.Use context = contexts.of(event);
        numbers[events] = context.number();
        cuts[events] = cut(event, context);
        events++;
      }
    }
    for (int event = 0; event < events; event++) {
      if (!cuts[event].isShared()) {
        noteMembers(cuts[event]);
      }
    }
  }

  private RawCut cut(LogEvent event, Contexts.Use context) {
    Optional<RawCut> last = context.cut().filter(cut -> cut.fits(event));
    RawCut cut = last.orElseGet(() -> new RawCutter(event).cut());
    if (last.isEmpty()) {
      context.keep(cut);
    }
    if (cut.use(runs) <= 2) {
      cut.literals().forEach(literals::note);
    }
    return cut;
  }

  private void noteMembers(RawCut cut) {
    for (int i = 0; i < cut.literals().size(); i++) {
      if (literals.isSingle(cut.literals().get(i)) && cut.members(i).size() > 1) {
        cut.members(i).forEach(literals::note);
      }
    }
  }

  private void putNotice(Entry notice, int flags) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try {
      NOTICES.write(notice, new DataOutputStream(written));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.put(flags | PackedRun.NOTICE);
    entries.put(written.toByteArray(), 0, written.size());
  }

  private void put(LogEvent event, int stray, int index) {
    Instant at = event.time().at();
    Instant arrival = event.time().arrival();
    RecordId id = event.receipt().id();
    int flags =
        stray
            | (at.equals(arrival) ? PackedRun.SAME_ARRIVAL : 0)
            | (id.seq() != 0 ? PackedRun.SEQ : 0)
            | (id.id().isEmpty() ? 0 : PackedRun.ID);
    entries.put(flags);
    entries.putNumber(numbers[index]);
    putMessage(event.message());
    put(at, second);
    if ((flags & PackedRun.SAME_ARRIVAL) == 0) {
      put(arrival, at.getEpochSecond());
    }
    putStamp(event.time().text());
    if ((flags & PackedRun.SEQ) != 0) {
      entries.putSigned(id.seq());
    }
    if ((flags & PackedRun.ID) != 0) {
      putText(id.id());
    }
    put(cuts[index]);
  }

  private void putMessage(String message) {
    int start = messages.length();
    messages.putText(message);
    entries.putNumber(start);
    entries.putNumber(messages.length() - start);
  }

  private void put(Instant instant, long from) {
    long distance = instant.getEpochSecond() - from;
    long told = distance << 1 ^ distance >> 63;
    boolean micros = instant.getNano() % 1000 == 0;
    entries.putNumber(told << 1 | (micros ? 0 : 1));
    entries.putNumber(micros ? instant.getNano() / 1000 : instant.getNano());
  }

  private void putStamp(String stamp) {
    int same = 0;
    int most = Math.min(stamp.length(), firstStamp.length());
    while (same < most
        && stamp.charAt(same) < 0x80
        && stamp.charAt(same) == firstStamp.charAt(same)) {
      same++;
    }
    entries.putNumber(same);
    put(stamp, same, stamp.length(), entries);
  }

  private void putText(String some) {
    put(some, 0, some.length(), entries);
  }

  private void put(String some, int from, int to, ByteSink out) {
    text.clear();
    text.putText(some, from, to);
    out.putNumber(text.length());
    out.put(text);
  }

  private void put(RawCut cut) {
    if (cut.parts().isPresent()) {
      entries.put(cut.parts().get());
      return;
    }
    parts.clear();
    partCount = 0;
    for (int piece = 0; piece < cut.pieces(); piece++) {
      putLiteral(cut, piece);
      parts.putNumber(cut.kind(piece));
      partCount++;
    }
    putLiteral(cut, cut.pieces());
    ByteSink out = entries;
    if (cut.isShared()) {
      out = new ByteSink();
      cut.keepParts(out);
    }
    out.putNumber(partCount);
    out.put(parts);
    if (cut.isShared()) {
      entries.put(out);
    }
  }

  private void putLiteral(RawCut cut, int index) {
    String literal = cut.literals().get(index);
    if (literal.isEmpty() || putNumbered(literal)) {
      return;
    }
    int rest = 0;
    int at = 0;
    for (String member : cut.members(index)) {
      int end = at + member.length();
      if (literals.numberOf(member) >= 0) {
        putOther(literal, rest, at);
        putNumbered(member);
        rest = end;
      }
      at = end;
    }
    putOther(literal, rest, at);
  }

  private boolean putNumbered(String literal) {
    int number = literals.numberOf(literal);
    if (number >= 0) {
      parts.putNumber(PackedRun.FIRST_LITERAL + number);
      partCount++;
    }
    return number >= 0;
  }

  private void putOther(String literal, int from, int to) {
    if (from < to) {
      parts.putNumber(PackedRun.OTHER);
      put(literal, from, to, parts);
      partCount++;
    }
  }

  /** All that was put, in one run. */
  private PackedRun run(int[] entryStarts) {
    int count = entryStarts.length;
    List<String> numbered = literals.numbered();
    int[] starts = Arrays.copyOf(entryStarts, count + numbered.size() + 1);
    int messagesEnd = messages.length();
    for (int i = 0; i < count; i++) {
      starts[i] += messagesEnd;
    }
    messages.put(entries);
    for (int i = 0; i < numbered.size(); i++) {
      starts[count + i] = messages.length();
      messages.putText(numbered.get(i));
    }
    starts[count + numbered.size()] = messages.length();
    Context[] held = contexts.endRun();
    return new PackedRun(messages.toArray(), starts, count, held, second, messages.isAscii());
  }
}
