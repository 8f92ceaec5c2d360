package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.ApiInquiry;
import dev.logtail.pipeline.discovery.ApiInquiry.Reply;
import dev.logtail.pipeline.discovery.ApiTrouble;
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
import java.util.regex.Pattern;

/** Looks into one API by asking what every command asks, and what a person with curl would. */
public final class ApiProbe implements ApiProbing {
  private static final String HEALTH = "/health";
  private static final int MAX_REDIRECTS = 5;
  private static final Duration SLOW = Duration.ofSeconds(2);

  /** Left of the time that is given, for telling what came of it. */
  private static final Duration RESERVE = Duration.ofMillis(300);

  private static final int OK = 200;
  private static final int UNAUTHORISED = 401;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  /** The first frame of HTTP/2, where an answer in HTTP/1 is due. */
  private static final Pattern HTTP_2 = Pattern.compile("[\\x00-\\x04]|HTTP/2");

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
    Progress progress = new Progress(place(), around.ticker(), told);
    Duration tenth = within.dividedBy(10);
    Duration most = within.minus(tenth.compareTo(RESERVE) < 0 ? tenth : RESERVE);
    threads.execute(
        () -> {
          Optional<List<Worker>> workers = new Run(progress, most).workers();
          if (!progress.isOver()) {
            finished.accept(workers);
          }
        });
    return progress;
  }

  /** The host and port that are asked. */
  private String place() {
    int byScheme = api.url().getScheme().equalsIgnoreCase("https") ? 443 : 80;
    return api.url().getHost() + ":" + (api.url().getPort() == -1 ? byScheme : api.url().getPort());
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
        progress.tell(refused(asked.get()).with(headers(reply)));
        return Optional.empty();
      }
      return listed(asked.get());
    }

    private Optional<Timed> ask() {
      try {
        return Optional.of(followed(api.at(ApiInquiry.WORKERS)));
      } catch (DirectoryException e) {
        progress.tell(unanswered(e));
        return Optional.empty();
      }
    }

    private Step unanswered(DirectoryException why) {
      ApiTrouble trouble = why.trouble();
      String place = progress.place();
      boolean secure = api.url().getScheme().equalsIgnoreCase("https");
      if (!secure && way.speaksTls()) {
        return ApiFinding.API_SPEAKS_TLS.with(place);
      }
      return switch (trouble.kind()) {
        case TLS -> TlsSteps.refused(trouble.tls().orElseThrow(), Optional.empty(), place);
        case NO_ANSWER_IN_TIME -> progress.overdue();
        case NO_SUCH_HOST -> WayFinding.NO_SUCH_HOST.with(api.url().getHost());
        case TOO_LARGE -> ApiFinding.TOO_LARGE.with(trouble.about());
        case NOT_HTTP ->
            HTTP_2.matcher(trouble.about()).find()
                ? ApiFinding.HTTP_2_ONLY.with(place)
                : ApiFinding.NOT_HTTP.with(place, trouble.about());
        case NOT_COMPRESSED -> ApiFinding.NOT_COMPRESSED.with(place);
        case PROXY -> FailedSteps.proxy(new StreamFailure(why.failure().kind(), trouble.about()));
        case BROKEN, OTHER -> broken(trouble.about());
        case CANNOT_CONNECT -> WayFinding.CANNOT_CONNECT.with(place, trouble.about());
      };
    }

    /** The words are those of the HTTP client of the JVM, which has nothing else. */
    private Step broken(String words) {
      String place = progress.place();
      return words.contains("received no bytes")
          ? ApiFinding.API_HANGS_UP.with(place)
          : ApiFinding.CUT_SHORT.with(place, words);
    }

    private Step refused(Timed asked) {
      Reply reply = asked.reply();
      Optional<ProxyAddress> proxy = around.proxies().proxyFor(reply.url());
      boolean gateway = reply.status() >= 502 && reply.status() <= 504;
      boolean inTheClear = reply.url().getScheme().equalsIgnoreCase("http");
      if (proxy.filter(way -> !way.scheme().isSocks()).isPresent()
          && inTheClear
          && (gateway || reply.status() == 407)) {
        String target = reply.url().getRawAuthority();
        return FailedSteps.proxy(ProxyTrouble.answered(proxy.get(), target, reply.status()));
      }
      if (asked.hops().size() == MAX_REDIRECTS && reply.status() / 100 == 3) {
        return ApiFinding.REDIRECTS_IN_CIRCLES.with(reply.status(), MAX_REDIRECTS, reply.url());
      }
      boolean missing = reply.status() == NOT_FOUND || reply.status() == GONE;
      return missing && InBetween.speaker(reply).isEmpty()
          ? lost(reply)
          : ApiVerdicts.refused(reply, inquiry.advice(reply));
    }

    /** Nothing there: it may be elsewhere on the same server. */
    private Step lost(Reply reply) {
      String told = ApiVerdicts.status(reply);
      Optional<String> base = otherBases().stream().filter(this::isApi).findFirst();
      if (base.isPresent()) {
        return ApiFinding.OTHER_BASE.with(told, base.get());
      }
      return status(api.at(HEALTH)) == OK
          ? ApiFinding.OTHER_SERVICE.with(told)
          : ApiFinding.NO_SUCH_API.with(told);
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
      String more =
          (asked.hops().isEmpty() ? "" : ", redirected to " + reply.url())
              + (health == OK ? "; " + HEALTH + " too" : "")
              + InBetween.sign(reply)
                  .filter(sign -> around.proxies().proxyFor(reply.url()).isEmpty())
                  .map(sign -> "; through something in between, " + ApiVerdicts.quoted(sign))
                  .orElse("");
      if (health >= 500) {
        return ApiFinding.NOT_WELL.with(ApiInquiry.WORKERS, health);
      }
      ApiFinding finding =
          asked.took().compareTo(SLOW) < 0 ? ApiFinding.ANSWERED : ApiFinding.ANSWERED_SLOWLY;
      return finding.with(ApiInquiry.WORKERS, ConnectionSteps.millis(asked.took()), more);
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
      return ApiFinding.NO_WORKERS.with();
    }
    String counted =
        String.format(
            Locale.ROOT, workers.size() == 1 ? "%d worker" : "%d workers", workers.size());
    Optional<String> total = JsonLookup.find(reply.body(), List.of("total_workers"));
    if (total.filter(number -> !number.equals(String.valueOf(workers.size()))).isPresent()) {
      return ApiFinding.COUNT_DIFFERS.with(counted, ApiVerdicts.quoted(total.get()));
    }
    return alive == 0
        ? ApiFinding.NONE_ALIVE.with(counted)
        : ApiFinding.LISTED.with(counted, alive, streams);
  }
}
