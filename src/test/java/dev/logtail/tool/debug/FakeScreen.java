package dev.logtail.tool.debug;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.WireEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what it is shown. */
final class FakeScreen implements DebugScreen {
  final List<WireEvent> events = new ArrayList<>();
  final List<String> said = new ArrayList<>();
  int heldUp;
  Optional<Frame> cut = Optional.empty();

  @Override
  public Optional<Frame> cut() {
    return cut;
  }

  @Override
  public void showCut() {
    said.add("SHOWN " + cut.orElseThrow());
  }

  @Override
  public void happened(Instant at, WireEvent event) {
    events.add(event);
  }

  @Override
  public void happened(Instant at, int peer, WireEvent event) {
    throw new AssertionError("a session with one server has no peers");
  }

  @Override
  public void awaitRoom() {
    heldUp++;
  }

  @Override
  public void say(Tone tone, String text) {
    said.add(tone + " " + text);
  }

  List<String> texts() {
    return events.stream()
        .filter(WireEvent.Received.class::isInstance)
        .map(event -> ((WireEvent.Received) event).frame())
        .filter(Frame.Text.class::isInstance)
        .map(frame -> ((Frame.Text) frame).text())
        .toList();
  }
}
