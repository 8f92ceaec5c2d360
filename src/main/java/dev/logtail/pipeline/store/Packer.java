package dev.logtail.pipeline.store;

import dev.logtail.model.Entry;
import dev.logtail.model.LogEvent;
import dev.logtail.model.RecordId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Packs entries into runs, in the form that {@link PackedRun} describes. Guarded by the store. */
final class Packer {
  /**
   * What separates two members of a JSON object, where literals that occur once are cut further.
   */
  private static final String MEMBER = ",\"";

  /** What an event has in common with others: its context by number, and how its text is cut. */
  private record Parted(int context, RawCut cut) {}

  private static final EntryCodec NOTICES = new EntryCodec();

  private final Contexts contexts = new Contexts();
  private final ByteSink messages = new ByteSink();
  private final ByteSink entries = new ByteSink();
  private final ByteSink parts = new ByteSink();
  private final ByteSink text = new ByteSink();
  private final Literals literals = new Literals();
  private final Map<Context, Integer> numbers = new HashMap<>();
  private final List<Context> used = new ArrayList<>();

  /** Of each context the cut of its last event. */
  private final List<RawCut> lastCuts = new ArrayList<>();

  private final List<Parted> events = new ArrayList<>();
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
        put(some, stray, events.get(event));
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
    numbers.clear();
    used.clear();
    lastCuts.clear();
    events.clear();
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
        events.add(parted(event));
      }
    }
    for (Parted event : events) {
      if (!event.cut().isShared()) {
        noteMembers(event.cut());
      }
    }
  }

  private Parted parted(LogEvent event) {
    int context = numberOf(Context.of(event));
    RawCut last = context < lastCuts.size() ? lastCuts.get(context) : RawCut.of(event);
    if (context < lastCuts.size() && last.fits(event)) {
      if (!last.isShared()) {
        last.share();
        last.literals().forEach(literals::note);
      }
      return new Parted(context, last);
    }
    RawCut cut = context < lastCuts.size() ? RawCut.of(event) : last;
    cut.literals().forEach(literals::note);
    if (context < lastCuts.size()) {
      lastCuts.set(context, cut);
    } else {
      lastCuts.add(cut);
    }
    return new Parted(context, cut);
  }

  private void noteMembers(RawCut cut) {
    for (String literal : cut.literals()) {
      if (literals.isSingle(literal) && literal.indexOf(MEMBER, 1) > 0) {
        for (int at = 0; at < literal.length(); at = memberEnd(literal, at)) {
          literals.note(literal.substring(at, memberEnd(literal, at)));
        }
      }
    }
  }

  private static int memberEnd(String literal, int start) {
    int end = literal.indexOf(MEMBER, start + 1);
    return end < 0 ? literal.length() : end;
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

  private void put(LogEvent event, int stray, Parted parted) {
    Instant at = event.time().at();
    Instant arrival = event.time().arrival();
    RecordId id = event.receipt().id();
    int flags =
        stray
            | (at.equals(arrival) ? PackedRun.SAME_ARRIVAL : 0)
            | (id.seq() != 0 ? PackedRun.SEQ : 0)
            | (id.id().isEmpty() ? 0 : PackedRun.ID);
    entries.put(flags);
    entries.putNumber(parted.context());
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
    put(parted.cut());
  }

  private int numberOf(Context context) {
    Integer number = numbers.putIfAbsent(context, used.size());
    if (number != null) {
      return number;
    }
    used.add(contexts.hold(context));
    return used.size() - 1;
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
    putText(stamp.substring(same));
  }

  private void putText(String some) {
    put(some, entries);
  }

  private void put(String some, ByteSink out) {
    text.clear();
    text.putText(some);
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
      putLiteral(cut.literals().get(piece));
      parts.putNumber(cut.kind(piece));
      partCount++;
    }
    putLiteral(cut.literals().get(cut.pieces()));
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

  private void putLiteral(String literal) {
    if (literal.isEmpty() || putNumbered(literal)) {
      return;
    }
    int rest = 0;
    for (int at = 0; at < literal.length(); at = memberEnd(literal, at)) {
      int end = memberEnd(literal, at);
      String member = literal.substring(at, end);
      if (literals.numberOf(member) >= 0) {
        putOther(literal.substring(rest, at));
        putNumbered(member);
        rest = end;
      }
    }
    putOther(literal.substring(rest));
  }

  private boolean putNumbered(String literal) {
    int number = literals.numberOf(literal);
    if (number >= 0) {
      parts.putNumber(PackedRun.FIRST_LITERAL + number);
      partCount++;
    }
    return number >= 0;
  }

  private void putOther(String other) {
    if (!other.isEmpty()) {
      parts.putNumber(PackedRun.OTHER);
      put(other, parts);
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
    Context[] held = used.toArray(Context[]::new);
    return new PackedRun(messages.toArray(), starts, count, held, second, messages.isAscii());
  }
}
