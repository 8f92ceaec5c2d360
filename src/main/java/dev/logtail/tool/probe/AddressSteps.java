package dev.logtail.tool.probe;

import dev.logtail.model.ShownUrl;
import dev.logtail.model.Worker;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.StreamAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Says what an API tells of one worker, and where its stream is dialled from here.
 *
 * @param privateStreams as for {@link StreamAddress#resolve}
 * @param workers all that are listed
 */
record AddressSteps(
    ApiAddress api, Credentials credentials, boolean privateStreams, List<Worker> workers) {
  private static final List<String> TELLING = List.of("state", "symbol", "strategy", "position");

  /** Tells the steps of {@code worker}; returns what is to be dialled, where anything is. */
  Optional<URI> of(Worker worker, Consumer<Step> told) {
    told.accept(listed(worker));
    if (worker.streamUrl().isEmpty()) {
      told.accept(missing(worker));
      return Optional.empty();
    }
    String sent = worker.streamUrl().get();
    try {
      StreamAddress address = StreamAddress.resolve(api, sent, privateStreams);
      told.accept(twin(worker).map(other -> twins(address, other)).orElse(dialled(sent, address)));
      return Optional.of(address.url());
    } catch (IllegalArgumentException e) {
      told.accept(refused(sent, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static Step listed(Worker worker) {
    String stats =
        TELLING.stream()
            .filter(name -> !worker.stat(name).isEmpty())
            .map(name -> ", " + name + " " + ApiVerdicts.quoted(worker.stat(name)))
            .reduce("", String::concat);
    return worker.alive()
        ? ApiFinding.ALIVE.with(stats)
        : ApiFinding.DEAD.with(stats, worker.key());
  }

  private static Step missing(Worker worker) {
    return worker.alive() ? ApiFinding.NO_STREAM_URL.with() : ApiFinding.NO_STREAM_OF_DEAD.with();
  }

  /** Another one that lives and is said to have the same stream. */
  private Optional<Worker> twin(Worker worker) {
    return workers.stream()
        .filter(other -> other.alive() && worker.alive() && !other.key().equals(worker.key()))
        .filter(other -> other.streamUrl().equals(worker.streamUrl()))
        .findFirst();
  }

  private static Step twins(StreamAddress address, Worker other) {
    return ApiFinding.SAME_STREAM.with(ShownUrl.of(address.url()), other.key());
  }

  private Step dialled(String sent, StreamAddress address) {
    String url = ShownUrl.of(address.url());
    String shown = ShownUrl.in(ApiVerdicts.quoted(sent));
    List<String> notes = new ArrayList<>();
    if (address.rewritten()) {
      notes.add("sent was " + shown + ", whose host means the API's own machine");
    } else if (!url.equals(shown)) {
      notes.add("sent was " + shown + ", completed by the API's URL");
    }
    if (isDowngraded(address.url())) {
      notes.add("not encrypted, unlike the API");
    }
    if (credentials.withheld(address.url()).isPresent()) {
      notes.add("gets no credentials, for it is not the API's origin");
    }
    return ApiFinding.STREAM_URL.with(
        Stream.concat(Stream.of(url), notes.stream()).reduce((a, b) -> a + "; " + b).orElse(url));
  }

  private boolean isDowngraded(URI url) {
    return api.url().getScheme().equalsIgnoreCase("https") && url.getScheme().equals("ws");
  }

  private static Step refused(String sent, String why) {
    String[] parts = why.split("; ", 2);
    return ApiFinding.STREAM_URL_WRONG.with(
        parts[0],
        parts.length > 1
            ? parts[1]
            : sent.contains("_")
                ? "a host's name has no '_': a container's own name, perhaps; have the API send one"
                    + " that is known here (log_stream_url of the worker)"
                : "the worker's log_stream_url is wrong: set it right where the worker is"
                    + " configured");
  }
}
