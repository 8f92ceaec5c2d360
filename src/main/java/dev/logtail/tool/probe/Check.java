package dev.logtail.tool.probe;

import dev.logtail.model.ShownUrl;
import dev.logtail.model.StreamFailure;
import dev.logtail.model.Worker;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.discovery.AmbiguousTarget;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.Resolution;
import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.discovery.Target;
import dev.logtail.pipeline.discovery.UnknownTarget;
import dev.logtail.runtime.Ticker;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Looks into an API and into streams, all at once and within one time: what is not done by then has
 * failed, and nothing is waited for any longer. One run.
 */
public final class Check {
  /** Streams that are looked into at the same time. */
  public static final int AT_ONCE = 32;

  /**
   * What is checked.
   *
   * @param asksApi false where only streams are named, by their URLs
   * @param maxWorkers of the API; what is beyond is told and not looked into
   * @param privateStreams whether a remote API may name this machine's own addresses
   * @param timeout for everything together
   */
  public record Plan(
      ApiAddress api,
      Selection selection,
      boolean asksApi,
      int maxWorkers,
      boolean privateStreams,
      Duration timeout) {}

  /** Who looks, and what it depends on. */
  public record Parts(
      ApiProbing api, StreamProbing streams, Credentials credentials, Ticker ticker) {}

  private static final Pattern HOST_AND_PORT = Pattern.compile("[\\w.-]+:\\d{1,5}(/.*)?");

  private final Plan plan;
  private final Parts parts;
  private final long endNanos;
  private final Starts starts;

  /** Written by who looks into the API, before its block is finished. */
  private volatile Optional<List<Worker>> listed = Optional.empty();

  /** The time runs from now on. */
  public Check(Plan plan, Parts parts) {
    this.plan = plan;
    this.parts = parts;
    this.endNanos = parts.ticker().nanos() + plan.timeout().toNanos();
    this.starts = new Starts(AT_ONCE, parts.ticker(), plan.timeout());
  }

  /**
   * Looks into everything and waits for it.
   *
   * @param ready hears each part of the report as soon as it and all before it are known
   */
  public Report run(Consumer<TargetReport> ready) throws InterruptedException {
    List<Block> blocks = new ArrayList<>();
    for (URI url : plan.selection().addresses()) {
      Block block = new Block(ShownUrl.of(url), Optional.of(ShownUrl.of(url)));
      blocks.add(block);
      look(block, url, Optional.empty());
    }
    starts.begin();
    Optional<TargetReport> api = Optional.empty();
    if (plan.asksApi()) {
      api = Optional.of(askApi());
      ready.accept(api.get());
      blocks.addAll(listed.isPresent() ? resolved(listed.get()) : unasked(api.get().trouble()));
      starts.begin();
    }
    List<TargetReport> targets = new ArrayList<>();
    for (Block block : blocks) {
      TargetReport report = await(block);
      targets.add(report);
      ready.accept(report);
    }
    return new Report(api, targets);
  }

  private TargetReport await(Block block) throws InterruptedException {
    block.await(Duration.ofNanos(endNanos - parts.ticker().nanos()));
    return block.close();
  }

  private TargetReport askApi() throws InterruptedException {
    Block block = new Block(String.valueOf(plan.api()), Optional.of(String.valueOf(plan.api())));
    Duration left = Duration.ofNanos(endNanos - parts.ticker().nanos());
    block.begun(
        parts
            .api()
            .probe(
                left,
                block::tell,
                workers -> {
                  listed = workers;
                  workers.ifPresent(all -> tooMany(all).ifPresent(block::tell));
                  block.finish();
                }));
    return await(block);
  }

  private Optional<Step> tooMany(List<Worker> workers) {
    int meant = plan.selection().resolve(workers).chosen().size();
    return meant <= plan.maxWorkers()
        ? Optional.empty()
        : Optional.of(ApiFinding.TOO_MANY_WORKERS.with(meant, plan.maxWorkers()));
  }

  private List<Block> resolved(List<Worker> workers) {
    AddressSteps addresses =
        new AddressSteps(plan.api(), parts.credentials(), plan.privateStreams(), workers);
    Resolution resolution = plan.selection().resolve(workers);
    List<Block> blocks = new ArrayList<>();
    for (UnknownTarget unknown : resolution.unknown()) {
      String target = unknown.target().text();
      blocks.add(isAddress(target) ? addressed(target) : lost(target, unknown));
    }
    for (AmbiguousTarget ambiguous : resolution.ambiguous()) {
      String target = ambiguous.text();
      blocks.add(done(target, ApiFinding.TARGET_AMBIGUOUS.with(parts(ambiguous.message()))));
    }
    for (Worker worker : resolution.chosen().stream().limit(plan.maxWorkers()).toList()) {
      Block block = new Block(worker.key().value(), Optional.empty());
      blocks.add(block);
      Optional<URI> url = addresses.of(worker, block::tell);
      if (url.isPresent()) {
        block.isTriedAt(ShownUrl.of(url.get()));
        look(block, url.get(), Optional.of(worker));
      } else {
        block.finish();
      }
    }
    return blocks;
  }

  /** What people type who mean no worker. */
  private static Block addressed(String target) {
    return done(target, ApiFinding.TARGET_IS_ADDRESS.with(target));
  }

  private static Block lost(String target, UnknownTarget unknown) {
    return done(
        target, ApiFinding.NO_WORKER_FITS.with("'" + target + "'", parts(unknown.message())[1]));
  }

  /** What is so, and what to try. */
  private static Object[] parts(String message) {
    return message.split("; ", 2);
  }

  /** Those whose API can't be asked. */
  private List<Block> unasked(StreamFailure.Kind trouble) {
    return plan.selection().keys().stream()
        .map(Target::text)
        .map(target -> isAddress(target) ? addressed(target) : unasked(target, trouble))
        .toList();
  }

  private static Block unasked(String target, StreamFailure.Kind trouble) {
    return done(target, ApiFinding.NOT_ASKED_FOR.as(trouble));
  }

  private static boolean isAddress(String target) {
    return HOST_AND_PORT.matcher(target).matches();
  }

  private static Block done(String target, Step step) {
    Block block = new Block(target, Optional.empty());
    block.tell(step);
    block.finish();
    return block;
  }

  private void look(Block block, URI url, Optional<Worker> worker) {
    starts.add(
        within ->
            block.begun(
                parts
                    .streams()
                    .probe(
                        new StreamQuestion(url, worker, within),
                        block::tell,
                        () -> {
                          block.finish();
                          starts.finished();
                        })));
  }
}
