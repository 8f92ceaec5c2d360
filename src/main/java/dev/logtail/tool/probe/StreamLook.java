package dev.logtail.tool.probe;

import dev.logtail.pipeline.transport.Frame;
import dev.logtail.pipeline.transport.Upgrade;
import dev.logtail.pipeline.transport.WireConnection;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.runtime.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One stream that is being looked into. The threads that read the network, that of the timer and
 * one that judges meet here; whoever takes it out of a phase tells what follows.
 *
 * <pre>
 *   DIALLING ──opened──▶ LISTENING ──heard enough, ended, late──▶ OVER
 *       └─ended, late──▶ (AGAIN, with the other scheme) ───────────▲
 * </pre>
 */
final class StreamLook implements StreamProbing.Looking {
  private enum Phase {
    DIALLING,
    AGAIN,
    LISTENING,
    OVER
  }

  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration FOR_OTHER_SCHEME = Duration.ofSeconds(2);

  /** Left of the time that is given, for judging. */
  private static final Duration RESERVE = Duration.ofMillis(300);

  private static final int GOODBYE = 1000;

  private final StreamQuestion question;
  private final StreamProbe.Diallers diallers;
  private final StreamProbe.Means means;
  private final StreamProbe.Reading reading;
  private final Consumer<Step> told;
  private final Runnable finished;
  private final long startNanos;
  private final Instant begun;

  /** Any thread's. */
  private volatile boolean givenUp;

  private volatile @Nullable WireConnection connection;
  private volatile @Nullable WireConnection second;
  private volatile Scheduler.Timer timer = () -> {};

  /** All guarded by this, which nobody holds who calls in, nor while a connection is called. */
  private Phase phase = Phase.DIALLING;

  private final Dialling dialling;
  private @Nullable Listening listening;
  private @Nullable Dialled failed;
  private Duration deadline;

  StreamLook(
      StreamQuestion question,
      StreamProbe.Diallers diallers,
      StreamProbe.Means means,
      StreamProbe.Reading reading,
      Consumer<Step> told,
      Runnable finished) {
    this.question = question;
    this.diallers = diallers;
    this.means = means;
    this.reading = reading;
    this.told = told;
    this.finished = finished;
    this.startNanos = means.ticker().nanos();
    this.begun = means.clock().now();
    this.dialling = new Dialling(question);
    Duration tenth = question.within().dividedBy(10);
    this.deadline = question.within().minus(tenth.compareTo(RESERVE) < 0 ? tenth : RESERVE);
  }

  void begin() {
    timer = means.scheduler().every(TICK, this::tick);
    connection = diallers.known().dial(Upgrade.to(question.url()), this::happened);
    if (givenUp || isOver()) {
      cut(connection);
    }
  }

  private synchronized boolean isOver() {
    return phase == Phase.OVER;
  }

  private Duration now() {
    return Duration.ofNanos(means.ticker().nanos() - startNanos);
  }

  /** What could be told was told, but for what came too late to be judged. */
  @Override
  public synchronized Step overdue() {
    return WayFinding.OUT_OF_TIME.at(dialling.at(), Amounts.time(now().minus(dialling.began())));
  }

  @Override
  public void giveUp() {
    givenUp = true;
    timer.cancel();
    cut(connection);
    cut(second);
  }

  private static void cut(@Nullable WireConnection open) {
    if (open != null) {
      open.cut();
    }
  }

  private void tell(Step step) {
    if (!givenUp) {
      told.accept(step);
    }
  }

  private void happened(WireEvent event) {
    Runnable then;
    synchronized (this) {
      then = givenUp ? () -> {} : take(event);
    }
    then.run();
  }

  private Runnable take(WireEvent event) {
    Duration when = now();
    Optional<WireEvent.Ended> ended =
        event instanceof WireEvent.Ended end ? Optional.of(end) : Optional.empty();
    if (phase == Phase.LISTENING && listening != null) {
      if (event instanceof WireEvent.Received received) {
        listening.take(when, received.frame());
      }
      return ended.isPresent() ? judge(listening, when, ended) : () -> {};
    }
    if (phase != Phase.DIALLING) {
      return () -> {};
    }
    if (ended.isPresent()) {
      return failed(dialling.failed(when, ended), when);
    }
    dialling.take(when, means.clock().now(), event).forEach(this::tell);
    if (event instanceof WireEvent.Opened) {
      listening = new Listening(begun, dialling.began(), when, question.worker());
      phase = Phase.LISTENING;
    }
    return () -> {};
  }

  /** Where nothing says why, the other scheme may. */
  private Runnable failed(Dialled dialled, Duration when) {
    if (!FailedSteps.isPuzzling(dialled) || when.compareTo(deadline) >= 0) {
      return over(dialled);
    }
    phase = Phase.AGAIN;
    failed = dialled;
    Duration most = when.plus(FOR_OTHER_SCHEME);
    deadline = most.compareTo(deadline) < 0 ? most : deadline;
    return () -> {
      second =
          diallers.stranger().dial(Upgrade.to(otherScheme(question.url())), this::happenedAgain);
      if (givenUp) {
        giveUp();
      }
    };
  }

  private static URI otherScheme(URI url) {
    String rest = url.toString().substring(url.getScheme().length());
    return URI.create((url.getScheme().equalsIgnoreCase("wss") ? "ws" : "wss") + rest);
  }

  private void happenedAgain(WireEvent event) {
    boolean answers =
        event instanceof WireEvent.Shown
            || (event instanceof WireEvent.Answered answer && !answer.body().contains("HTTPS"));
    if (answers || event instanceof WireEvent.Ended) {
      Runnable then;
      synchronized (this) {
        then = phase == Phase.AGAIN && failed != null ? over(failed.knowing(answers)) : () -> {};
      }
      then.run();
    }
  }

  /** It did not open. */
  private Runnable over(Dialled dialled) {
    phase = Phase.OVER;
    return () -> {
      timer.cancel();
      cut(connection);
      cut(second);
      means
          .judging()
          .execute(
              () -> {
                tell(FailedSteps.of(dialled));
                finish();
              });
    };
  }

  private Runnable judge(Listening heard, Duration when, Optional<WireEvent.Ended> ended) {
    phase = Phase.OVER;
    Reception reception = heard.until(when);
    return () -> {
      timer.cancel();
      WireConnection open = connection;
      if (open != null) {
        open.close(GOODBYE, "");
      }
      means
          .judging()
          .execute(
              () -> {
                steps(reception, ended, heard.heard()).forEach(this::tell);
                finish();
              });
    };
  }

  private List<Step> steps(Reception reception, Optional<WireEvent.Ended> ended, Duration heard) {
    Survey survey = Survey.of(reception, reading.dialect());
    List<Step> steps = new ArrayList<>();
    if (!reception.isEmpty()) {
      steps.addAll(RecordSteps.heard(reception, survey, question.worker(), reading.lines()));
    } else if (ended.isEmpty()) {
      steps.addAll(RecordSteps.silence(reception, question.worker()));
    }
    if (!survey.records().isEmpty()) {
      steps.add(ClockSteps.of(survey, reading.zone(), reception.clock(reception.until())));
    }
    steps.addAll(
        ended
            .map(end -> List.of(EndSteps.ended(reception, end, heard)))
            .orElseGet(() -> EndSteps.open(reception, survey, question.worker())));
    return steps;
  }

  private void finish() {
    if (!givenUp) {
      finished.run();
    }
  }

  private void tick() {
    Runnable then;
    synchronized (this) {
      then = givenUp ? () -> {} : due(now());
    }
    then.run();
  }

  private Runnable due(Duration now) {
    boolean late = now.compareTo(deadline) >= 0;
    return switch (phase) {
      case DIALLING -> late ? over(dialling.failed(now, Optional.empty())) : () -> {};
      case AGAIN -> late && failed != null ? over(failed) : () -> {};
      case LISTENING -> listening == null ? () -> {} : listen(listening, now, late);
      case OVER -> () -> {};
    };
  }

  private Runnable listen(Listening heard, Duration now, boolean late) {
    if (late || heard.isEnough(now)) {
      return judge(heard, now, Optional.empty());
    }
    Optional<Frame> ping = heard.due(now);
    return () -> ping.ifPresent(this::send);
  }

  private void send(Frame ping) {
    WireConnection open = connection;
    if (open != null) {
      open.send(ping);
    }
  }
}
