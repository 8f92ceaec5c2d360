package dev.logtail.cli;

import dev.logtail.model.Worker;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.DirectoryException;
import dev.logtail.pipeline.discovery.HttpSettings;
import dev.logtail.pipeline.discovery.HttpWorkerDirectory;
import dev.logtail.pipeline.discovery.Listing;
import dev.logtail.pipeline.discovery.Resolution;
import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import dev.logtail.wire.JsonLayout;
import dev.logtail.wire.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Asks the API for its workers and prints them, once or whenever they have changed. */
final class ListRun {
  private final Environment environment;
  private final ApiAddress api;
  private final Access access;
  private final Talk talk;
  private final Selection selection;
  private final ListForm form;
  private final SafeText safe = new SafeText(AnsiPolicy.STRIP);

  /** Where the list comes from, how we get in there, and who hears of it. */
  record Source(ApiAddress api, Access access, Talk talk) {}

  ListRun(Environment environment, Source source, Selection selection, ListForm form) {
    this.environment = environment;
    this.api = source.api();
    this.access = source.access();
    this.talk = source.talk();
    this.selection = selection;
    this.form = form;
  }

  /**
   * Prints them once, or again and again.
   *
   * @param every how often the API is asked; empty for once
   */
  ExitCode run(Optional<Duration> every) throws IOException, InterruptedException {
    return every.isPresent() ? watch(every.get()) : once();
  }

  private ExitCode once() throws IOException {
    try (HttpWorkerDirectory directory = directory()) {
      Listing listing = directory.listing();
      Resolution resolution = selection.resolve(listing.workers());
      Targets.check(resolution, false);
      print(text(listing, resolution));
      if (resolution.chosen().isEmpty()) {
        talk.say("no workers at " + api.url());
        return ExitCode.NOTHING;
      }
      return ExitCode.DONE;
    } catch (DirectoryException e) {
      throw UserError.of(e.failure());
    }
  }

  /** Prints until told to stop; an API that fails for a while is said once. */
  private ExitCode watch(Duration every) throws IOException, InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    environment.interrupts().onStop(stop::countDown);
    String printed = "";
    String trouble = "";
    try (HttpWorkerDirectory directory = directory()) {
      do {
        try {
          Listing listing = directory.listing();
          access.settled();
          String text = text(listing, selection.resolve(listing.workers()));
          if (!text.equals(printed)) {
            print(printed.isEmpty() ? text : "\n" + text);
          }
          printed = text;
          trouble = "";
        } catch (DirectoryException e) {
          trouble = sayOnce(trouble, e.failure().text());
        }
      } while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS));
    }
    return ExitCode.DONE;
  }

  private String sayOnce(String said, String trouble) {
    if (!trouble.equals(said)) {
      talk.insist(trouble);
    }
    return trouble;
  }

  private HttpWorkerDirectory directory() {
    return new HttpWorkerDirectory(
        api,
        HttpSettings.DEFAULT,
        access.credentials(),
        access.trust(),
        access.proxies(),
        talk::asked);
  }

  private void print(String text) throws IOException {
    environment.out().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private String text(Listing listing, Resolution resolution) {
    List<Worker> workers = resolution.chosen();
    return switch (form) {
      case JSON -> JsonLayout.of(json(listing, workers)) + "\n";
      case NAME -> lines(workers.stream().map(w -> safe.plain(w.key().value())).toList());
      case URL ->
          lines(workers.stream().flatMap(w -> w.streamUrl().stream()).map(safe::plain).toList());
      case TABLE -> table(workers, false);
      case WIDE -> table(workers, true);
    };
  }

  private static String table(List<Worker> workers, boolean wide) {
    return workers.isEmpty() ? "" : lines(new WorkerTable(wide).lines(workers));
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** The API's own answer; with patterns, an answer of the same shape with the workers that fit. */
  private static String json(Listing listing, List<Worker> workers) {
    if (workers.size() == listing.workers().size()) {
      return listing.json();
    }
    StringBuilder out =
        new StringBuilder("{\"total_workers\":" + workers.size() + ",\"workers\":{");
    for (Worker worker : workers) {
      out.append(out.charAt(out.length() - 1) == '{' ? "" : ",");
      JsonText.quote(out, worker.key().value());
      out.append(':').append(worker.json());
    }
    return out.append("}}").toString();
  }
}
