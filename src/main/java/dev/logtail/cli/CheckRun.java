package dev.logtail.cli;

import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.discovery.ApiInquiry;
import dev.logtail.pipeline.discovery.HttpSettings;
import dev.logtail.pipeline.transport.ConnectorSettings;
import dev.logtail.pipeline.transport.TyrusConnector;
import dev.logtail.runtime.NamedThreads;
import dev.logtail.runtime.TimerThread;
import dev.logtail.tool.probe.ApiProbe;
import dev.logtail.tool.probe.Around;
import dev.logtail.tool.probe.Check;
import dev.logtail.tool.probe.Report;
import dev.logtail.tool.probe.Step;
import dev.logtail.tool.probe.StreamProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;

/** Builds what one check needs, runs it, and takes it down. */
record CheckRun(Environment environment, CheckSettings settings) {
  private static final int THREADS = 4;

  /** Prints the report as it comes; returns what it means for a script. */
  ExitCode run(CheckOutput output) throws InterruptedException {
    settings.access().settled();
    ExecutorService threads = NamedThreads.pool("logtail-check", THREADS);
    try (TimerThread timer = new TimerThread();
        TyrusConnector known = connector(timer, settings.access().credentials());
        TyrusConnector stranger = connector(timer, Credentials.NONE);
        ApiInquiry inquiry = inquiry()) {
      Check check =
          new Check(
              settings.plan(),
              new Check.Parts(
                  api(inquiry, threads),
                  streams(new StreamProbe.Diallers(known, stranger), timer, threads),
                  settings.access().credentials(),
                  environment.ticker()));
      Report report =
          check.run(part -> output.ready(part, settings.access().credentials()::redact));
      output.finish(report, settings.access().credentials()::redact);
      return code(report);
    } catch (UncheckedIOException e) {
      return UserError.closedPipeOr(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      return UserError.closedPipeOr(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static ExitCode code(Report report) {
    return report.verdict() == Step.Verdict.WARN
        ? ExitCode.FAILED_ON
        : ExitCode.of(report.trouble());
  }

  private Duration timeout() {
    return settings.plan().timeout();
  }

  private ApiInquiry inquiry() {
    Access access = settings.access();
    return new ApiInquiry(
        settings.plan().api(),
        new HttpSettings(timeout(), timeout(), HttpSettings.DEFAULT.maxBody()),
        access.credentials(),
        access.trust(),
        access.proxies());
  }

  private ApiProbe api(ApiInquiry inquiry, ExecutorService threads) {
    Access access = settings.access();
    Around around =
        new Around(access.trust(), access.proxies(), environment.clock(), environment.ticker());
    return new ApiProbe(settings.plan().api(), inquiry, around, threads);
  }

  private TyrusConnector connector(TimerThread timer, Credentials credentials) {
    Access access = settings.access();
    return new TyrusConnector(
        new ConnectorSettings(timeout(), ConnectorSettings.DEFAULT.maxFrame(), Check.AT_ONCE),
        credentials,
        timer,
        access.trust(),
        access.proxies(),
        environment.clock());
  }

  private StreamProbe streams(
      StreamProbe.Diallers diallers, TimerThread timer, ExecutorService threads) {
    return new StreamProbe(
        diallers,
        new StreamProbe.Means(timer, environment.ticker(), environment.clock(), threads),
        new StreamProbe.Reading(
            settings.dialect().create(settings.serverZone()),
            settings.serverZone(),
            settings.dialect() == DialectChoice.RAW));
  }
}
