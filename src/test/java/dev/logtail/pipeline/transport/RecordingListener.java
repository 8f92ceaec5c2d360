package dev.logtail.pipeline.transport;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a connector tells until the test asks for it, in order. */
final class RecordingListener implements StreamConnector.Listener {
  private static final int PATIENCE_SECONDS = 10;

  /** What was told. */
  record Told(String what, String text, StreamEnd end) {}

  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

  @Override
  public void opened() {
    told.add(new Told("opened", "", null));
  }

  @Override
  public void text(String message) {
    told.add(new Told("text", message, null));
  }

  @Override
  public void alive() {
    told.add(new Told("alive", "", null));
  }

  @Override
  public void ended(StreamEnd end) {
    told.add(new Told("ended", "", end));
  }

  Told next() throws InterruptedException {
    Told next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was told");
    }
    return next;
  }

  private Told next(String what) throws InterruptedException {
    Told next = next();
    while (next.what().equals("alive") && !what.equals("alive")) {
      next = next();
    }
    if (!next.what().equals(what)) {
      throw new AssertionError("not " + what + " but " + next);
    }
    return next;
  }

  void expectOpened() throws InterruptedException {
    next("opened");
  }

  String expectText() throws InterruptedException {
    return next("text").text();
  }

  void expectAlive() throws InterruptedException {
    next("alive");
  }

  StreamEnd expectEnd() throws InterruptedException {
    return next("ended").end();
  }

  /** Whether this is among what has been told and not yet asked for. */
  boolean has(String what) {
    return told.stream().anyMatch(each -> each.what().equals(what));
  }

  /** What has been told and not yet asked for. */
  List<Told> rest() {
    return List.copyOf(told);
  }
}
