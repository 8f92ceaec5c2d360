package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.ApiInquiry;
import dev.logtail.pipeline.discovery.ApiInquiry.Reply;
import dev.logtail.pipeline.discovery.DirectoryException;
import dev.logtail.wire.JsonLookup;
import dev.logtail.wire.WireFormatException;
import dev.logtail.wire.WorkerListReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Looks into one API by asking what every command asks, and what a person with curl would. */
public final class ApiProbe implements ApiProbing {
  private static final String HEALTH = "/health";
  private static final int MAX_REDIRECTS = 5;
  private static final int OK = 200;
  private static final int UNAUTHORISED = 401;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final ApiAddress api;
  private final ApiInquiry inquiry;
  private final Around around;
  private final Executor threads;

  /**
   * A probe of {@code api}.
   *
   * @param threads for what blocks
   */
  public ApiProbe(ApiAddress api, ApiInquiry inquiry, Around around, Executor threads) {
    this.api = api;
    this.inquiry = inquiry;
    this.around = around;
    this.threads = threads;
  }

  @Override
  public StreamProbing.Looking probe(
      Duration within, Consumer<Step> told, Consumer<Optional<List<Worker>>> finished) {
    Progress progress = new Progress(told);
    threads.execute(
        () -> {
          Optional<List<Worker>> workers = new Run(progress, within).workers();
          if (!progress.isOver()) {
            finished.accept(workers);
          }
        });
    return progress;
  }

  /** One looking, on its own thread. */
  private final class Run {
    private final Progress progress;
    private final Way way;

    Run(Progress progress, Duration within) {
      this.progress = progress;
      this.way = new Way(around, api.url(), progress, within);
    }

    Optional<List<Worker>> workers() {
      if (!way.isOpen()) {
        return Optional.empty();
      }
      progress.begins(Step.Kind.API);
      Optional<Timed> asked = ask();
      if (asked.isEmpty()) {
        return Optional.empty();
      }
      Reply reply = asked.get().reply();
      if (reply.status() != OK) {
        progress.tell(refused(reply).with(headers(reply)));
        return Optional.empty();
      }
      return listed(asked.get());
    }

    private Optional<Timed> ask() {
      try {
        return Optional.of(followed(api.at(ApiInquiry.WORKERS)));
      } catch (DirectoryException e) {
        progress.tell(unanswered(e.failure()));
        return Optional.empty();
      }
    }

    private Step unanswered(StreamFailure failure) {
      boolean secure = api.url().getScheme().equalsIgnoreCase("https");
      if (!secure && way.speaksTls()) {
        return Step.fail(
            Step.Kind.API,
            StreamFailure.Kind.TLS,
            "wrong scheme: the server speaks TLS there",
            "use https://" + api.url().getRawAuthority() + " in place of http");
      }
      Step.Kind kind = failure.kind() == StreamFailure.Kind.TLS ? Step.Kind.TLS : Step.Kind.API;
      return Step.fail(kind, withoutUrl(failure), "is this the API?");
    }

    /** The URL stands above the steps. */
    private StreamFailure withoutUrl(StreamFailure failure) {
      String text = failure.text();
      int end = text.startsWith("http") ? text.indexOf(": ") : -1;
      return end < 0 ? failure : new StreamFailure(failure.kind(), text.substring(end + 2));
    }

    private Step refused(Reply reply) {
      Optional<ProxyAddress> proxy = around.proxies().proxyFor(reply.url());
      boolean gateway = reply.status() >= 502 && reply.status() <= 504;
      boolean inTheClear = reply.url().getScheme().equalsIgnoreCase("http");
      if (proxy.filter(way -> !way.scheme().isSocks()).isPresent()
          && inTheClear
          && (gateway || reply.status() == 407)) {
        String target = reply.url().getRawAuthority();
        return Step.fail(
            Step.Kind.PROXY,
            ProxyTrouble.answered(proxy.get(), target, reply.status()),
            "is the API up? --proxy '' goes without the proxy");
      }
      boolean missing = reply.status() == NOT_FOUND || reply.status() == GONE;
      return missing && InBetween.speaker(reply).isEmpty()
          ? lost(reply)
          : ApiVerdicts.refused(reply, inquiry.advice(reply));
    }

    /** Nothing there: it may be elsewhere on the same server. */
    private Step lost(Reply reply) {
      String measured =
          "there is no " + ApiInquiry.WORKERS + " (" + ApiVerdicts.status(reply) + ")";
      Optional<String> base = otherBases().stream().filter(this::isApi).findFirst();
      String hint;
      if (base.isPresent()) {
        hint = "it answers at another base path: --api " + base.get();
      } else if (status(api.at(HEALTH)) == OK) {
        hint = "/health answers, so a server is there: is it another one, or too old a version?";
      } else {
        hint =
            "a wrong base path? --api takes what stands before /api/workers, as http://HOST/PATH";
      }
      return Step.fail(Step.Kind.API, StreamFailure.Kind.PROTOCOL, measured, hint);
    }

    /** The base with less and less path, and never another origin. */
    private List<String> otherBases() {
      List<String> bases = new ArrayList<>();
      String base = String.valueOf(api);
      int origin = base.indexOf("//") + 2;
      for (int end = base.lastIndexOf('/'); end >= origin; end = base.lastIndexOf('/', end - 1)) {
        bases.add(base.substring(0, end));
      }
      return bases;
    }

    private boolean isApi(String base) {
      try {
        Reply reply = inquiry.ask(URI.create(base + ApiInquiry.WORKERS));
        if (reply.status() == OK) {
          WorkerListReader.list(reply.body());
        }
        return reply.status() == OK || reply.status() == UNAUTHORISED;
      } catch (DirectoryException | WireFormatException e) {
        return false;
      }
    }

    private int status(URI url) {
      try {
        return inquiry.ask(url).status();
      } catch (DirectoryException e) {
        return 0;
      }
    }

    private Optional<List<Worker>> listed(Timed asked) {
      Reply reply = asked.reply();
      try {
        List<Worker> workers = WorkerListReader.list(reply.body());
        progress.tell(answered(asked).with(headers(reply)));
        ClockSkew.step(reply.first("date"), around.clock().now(), asked.took())
            .ifPresent(progress::tell);
        progress.tell(listing(workers, reply));
        return Optional.of(workers);
      } catch (WireFormatException e) {
        progress.tell(ApiVerdicts.notTheList(reply, e).with(headers(reply)));
        return Optional.empty();
      }
    }

    /** Servers need not have {@code /health}; one that has it and is not well is worth a word. */
    private Step answered(Timed asked) {
      Reply reply = asked.reply();
      int health = status(api.at(HEALTH));
      String measured =
          ApiInquiry.WORKERS
              + " answered 200 in "
              + ConnectionSteps.millis(asked.took())
              + (asked.hops().isEmpty() ? "" : ", redirected to " + reply.url())
              + (health == OK ? "; " + HEALTH + " too" : "")
              + InBetween.sign(reply)
                  .filter(sign -> around.proxies().proxyFor(reply.url()).isEmpty())
                  .map(sign -> "; through something in between, " + ApiVerdicts.quoted(sign))
                  .orElse("");
      return health >= 500
          ? Step.warn(
              Step.Kind.API,
              measured + "; " + HEALTH + " answered " + health,
              "the API says itself that it is not well; its own log tells more")
          : Step.ok(Step.Kind.API, measured);
    }

    private List<String> headers(Reply reply) {
      List<String> lines = new ArrayList<>();
      lines.add("GET " + reply.url() + " → " + reply.status());
      reply.headers().forEach((name, values) -> values.forEach(v -> lines.add(name + ": " + v)));
      return lines;
    }
  }

  /**
   * An answer behind redirects.
   *
   * @param took of the last request
   */
  private record Timed(Reply reply, Duration took, List<URI> hops) {}

  /** Follows redirects as every command does, inside of the origin. */
  private Timed followed(URI url) throws DirectoryException {
    List<URI> hops = new ArrayList<>();
    URI next = url;
    while (true) {
      long begun = around.ticker().nanos();
      Reply reply = inquiry.ask(next);
      Duration took = Duration.ofNanos(around.ticker().nanos() - begun);
      Optional<URI> there = hops.size() < MAX_REDIRECTS ? sameOrigin(reply) : Optional.empty();
      if (there.isEmpty()) {
        return new Timed(reply, took, hops);
      }
      hops.add(next);
      next = there.get();
    }
  }

  private static Optional<URI> sameOrigin(Reply reply) {
    if (reply.status() / 100 != 3) {
      return Optional.empty();
    }
    try {
      URI from = reply.url();
      return reply
          .first("location")
          .map(from::resolve)
          .filter(to -> String.valueOf(to.getScheme()).equalsIgnoreCase(from.getScheme()))
          .filter(to -> String.valueOf(to.getRawAuthority()).equals(from.getRawAuthority()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Step listing(List<Worker> workers, Reply reply) {
    long alive = workers.stream().filter(Worker::alive).count();
    long streams = workers.stream().filter(worker -> worker.streamUrl().isPresent()).count();
    if (workers.isEmpty()) {
      return Step.fail(
          Step.Kind.LISTING,
          StreamFailure.Kind.GONE,
          "the API lists no workers at all",
          "none is configured, or none has started; or this is another API than you mean");
    }
    String counted = count(workers.size()) + ", " + alive + " alive, " + streams + " with a stream";
    Optional<String> total = JsonLookup.find(reply.body(), List.of("total_workers"));
    if (total.filter(number -> !number.equals(String.valueOf(workers.size()))).isPresent()) {
      return Step.warn(
          Step.Kind.LISTING,
          counted + "; but total_workers says " + ApiVerdicts.quoted(total.get()),
          "the API counts workers that it does not list, or for another user");
    }
    return alive == 0
        ? Step.warn(
            Step.Kind.LISTING, counted, "no worker lives: has the strategy manager started them?")
        : Step.ok(Step.Kind.LISTING, counted);
  }

  private static String count(int workers) {
    return String.format(Locale.ROOT, workers == 1 ? "%d worker" : "%d workers", workers);
  }
}
