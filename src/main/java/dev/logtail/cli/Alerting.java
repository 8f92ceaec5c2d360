package dev.logtail.cli;

import dev.logtail.cli.AlertSettings.Armed;
import dev.logtail.model.Alert;
import dev.logtail.model.Entry;
import dev.logtail.pipeline.FollowSession;
import dev.logtail.pipeline.alert.AlertRule;
import dev.logtail.pipeline.alert.AlertWatch;
import dev.logtail.pipeline.alert.SilenceWatch;
import dev.logtail.runtime.Scheduler;
import dev.logtail.view.alert.AlertDesk;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The alerts of one run: what is compared with what, who is told, and that it ends in time. */
final class Alerting implements AutoCloseable {
  private static final Duration EXPIRY_CHECKS = Duration.ofMillis(100);

  /** As long as a program may run, and a little longer. */
  private static final Duration LAST_ACTIONS = Duration.ofSeconds(11);

  private static final Duration HURRIED_ACTIONS = Duration.ofMillis(500);

  private final Environment environment;
  private final AlertSettings settings;
  private final AlertVoice voice;
  private final AlertWatch watch;
  private final AlertDesk desk;

  Alerting(Environment environment, AlertSettings settings, AlertVoice voice) {
    this.environment = environment;
    this.settings = settings;
    this.voice = voice;
    this.desk = new AlertDesk(environment.ticker(), voice::trouble, voice::say);
    List<AlertRule> rules = settings.alerts().stream().map(Armed::rule).toList();
    this.watch = new AlertWatch(rules, settings.every(), environment.clock().now(), this::met);
  }

  /** Pipeline thread or timer. */
  private void met(int number, Alert alert) {
    Armed armed = settings.alerts().get(number);
    voice.tell(alert);
    if (armed.bell()) {
      voice.ring();
    }
    armed.actions().forEach(action -> desk.take(action, alert));
  }

  /** These are handed on to the view. Pipeline thread. */
  void take(List<Entry> batch) {
    if (!settings.isEmpty()) {
      watch.take(batch, environment.ticker().nanos());
    }
  }

  /** Begins to look at the time. */
  void start(Scheduler scheduler, FollowSession session) {
    if (settings.isEmpty()) {
      return;
    }
    scheduler.every(EXPIRY_CHECKS, () -> watch.expire(environment.ticker().nanos()));
    Set<Duration> silences =
        settings.alerts().stream()
            .flatMap(armed -> armed.rule().silences().stream())
            .collect(Collectors.toSet());
    if (!silences.isEmpty()) {
      SilenceWatch silence = new SilenceWatch(silences);
      scheduler.every(silence.period(), () -> look(silence, session));
    }
  }

  /** Timer. What is found comes back in the stream, for every view to see. */
  private void look(SilenceWatch silence, FollowSession session) {
    silence
        .look(session.stats().workers(), environment.ticker().nanos(), environment.clock().now())
        .forEach(session::tell);
  }

  /**
   * Nothing more will come: waits for the actions that are under way, but not for long once the
   * user wants to leave.
   */
  void finish(CompletableFuture<?> hurry) {
    await(CompletableFuture.anyOf(desk.idle(), hurry), LAST_ACTIONS);
    if (hurry.isDone()) {
      await(desk.idle(), HURRIED_ACTIONS);
    }
    desk.close();
    sayHeldBack();
  }

  private static void await(CompletableFuture<?> event, Duration patience) {
    try {
      event.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // What was not done by now is told as such.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sayHeldBack() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (Alert alert : watch.heldBack()) {
      numbers.merge(alert.condition(), 1 + alert.more(), Long::sum);
    }
    numbers.forEach(
        (condition, number) -> voice.say("alert " + condition + ": " + number + " more held back"));
  }

  @Override
  public void close() {
    desk.close();
  }
}
