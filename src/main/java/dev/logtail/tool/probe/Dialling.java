package dev.logtail.tool.probe;

import dev.logtail.model.StreamFailure;
import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.proxy.ProxyStage;
import dev.logtail.pipeline.transport.WireEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes steps of what happens on the way to an open stream, each as soon as it is known. Not safe
 * for use by many threads.
 */
final class Dialling {
  private final StreamQuestion question;
  private Step.Kind at = Step.Kind.NAME;
  private Duration began = Duration.ZERO;
  private Optional<ProxySteps> proxy = Optional.empty();
  private Optional<StreamFailure> silence = Optional.empty();
  private Optional<ShownCertificates> shown = Optional.empty();
  private Optional<WireEvent.Answered> answered = Optional.empty();

  Dialling(StreamQuestion question) {
    this.question = question;
  }

  /** What is under way. */
  Step.Kind at() {
    return at;
  }

  /** When that began. */
  Duration began() {
    return began;
  }

  /**
   * The steps that are done with {@code event}.
   *
   * @param when since the dialling began
   * @param now on the clock
   */
  List<Step> take(Duration when, Instant now, WireEvent event) {
    if (event instanceof WireEvent.Resolved resolved) {
      next(Step.Kind.TCP, when);
      return List.of(ConnectionSteps.name(resolved.host(), resolved.addresses()));
    }
    if (event instanceof WireEvent.Connected connected) {
      Duration took = when.minus(began);
      proxy = connected.proxy().map(name -> new ProxySteps(name, connected.known()));
      next(proxy.isPresent() ? Step.Kind.PROXY : afterTcp(), when);
      return List.of(ConnectionSteps.connected(connected.peer(), took));
    }
    if (event instanceof WireEvent.Shown certificates) {
      shown = Optional.of(certificates.certificates());
      return List.of();
    }
    if (event instanceof WireEvent.ProxyAt entered) {
      boolean open = entered.stage() == ProxyStage.OPEN;
      silence = open ? Optional.empty() : Optional.of(entered.silence());
    }
    return proxy.isPresent() && at == Step.Kind.PROXY
        ? throughProxy(proxy.get(), when, now, event)
        : answer(when, now, event);
  }

  private List<Step> throughProxy(ProxySteps steps, Duration when, Instant now, WireEvent event) {
    if (event instanceof WireEvent.ProxyShown certificates) {
      steps.shown(certificates.certificates());
    } else if (event instanceof WireEvent.ProxySecured secured) {
      return steps.secured(secured.version(), secured.cipher(), now);
    } else if (event instanceof WireEvent.ProxyAt entered) {
      if (entered.stage() == ProxyStage.OPEN) {
        next(afterTcp(), when);
      }
      return steps.entered(entered.stage());
    }
    return List.of();
  }

  private List<Step> answer(Duration when, Instant now, WireEvent event) {
    if (event instanceof WireEvent.Secured secured) {
      next(Step.Kind.HANDSHAKE, when);
      return shown
          .map(
              seen ->
                  List.of(ConnectionSteps.secured(seen, secured.version(), secured.cipher(), now)))
          .orElse(List.of());
    }
    if (event instanceof WireEvent.Asked) {
      next(Step.Kind.HANDSHAKE, when);
      return List.of();
    }
    if (event instanceof WireEvent.Answered answer) {
      answered = Optional.of(answer);
    }
    if (event instanceof WireEvent.Opened opened) {
      at = Step.Kind.FIRST_RECORD;
      return AnswerSteps.opened(answered, opened, when.minus(began));
    }
    return List.of();
  }

  private Step.Kind afterTcp() {
    return question.url().getScheme().equalsIgnoreCase("wss") ? Step.Kind.TLS : Step.Kind.HANDSHAKE;
  }

  private void next(Step.Kind kind, Duration when) {
    at = kind;
    began = when;
  }

  /**
   * It did not open.
   *
   * @param ended empty where time is over
   */
  Dialled failed(Duration when, Optional<WireEvent.Ended> ended) {
    return new Dialled(question, at, when.minus(began), silence, shown, answered, ended, false);
  }
}
