package dev.logtail.pipeline.transport;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Dials nothing: the test plays the other side of each connection. */
final class FakeConnector implements StreamConnector {
  /** A connection as the test sees it. */
  static final class Dialled implements Connection {
    final URI url;
    final List<String> hello;
    final Listener listener;
    final List<String> log;
    int pings;
    int closes;

    private Dialled(URI url, List<String> hello, Listener listener, List<String> log) {
      this.url = url;
      this.hello = hello;
      this.listener = listener;
      this.log = log;
    }

    @Override
    public void finish() {
      log.add("finish " + url);
    }

    @Override
    public void ping() {
      pings++;
    }

    @Override
    public void close() {
      closes++;
      log.add("close " + url);
    }
  }

  final List<Dialled> dialled = new ArrayList<>();

  /** What was asked of this connector, in order. */
  final List<String> log = new ArrayList<>();

  @Override
  public Connection dial(URI url, List<String> hello, Listener listener) {
    Dialled next = new Dialled(url, hello, listener, log);
    dialled.add(next);
    log.add("dial " + url);
    return next;
  }

  Dialled last() {
    return dialled.get(dialled.size() - 1);
  }

  @Override
  public void close() {
    log.add("close all");
  }
}
