package dev.logtail.cli;

import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.tool.probe.Check;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Completes what a command line says about a check with what holds by default. */
record CheckForm(
    Environment environment, ApiOptions api, AccessOptions access, CheckOptions options) {
  /** The settings of a run; fails for whatever can be wrong before a socket opens. */
  CheckSettings settings(Defaults defaults, List<String> targets) {
    List<String> apis = targets.stream().filter(CheckForm::isApi).distinct().toList();
    if (apis.size() + api.api().stream().count() > 1 && !apis.isEmpty()) {
      throw new UserError(
          ExitCode.USAGE,
          "one API is checked at a time; give one URL, as TARGET or with --api: "
              + ApiUser.without(apis.get(apis.size() - 1))
              + " is one too many");
    }
    Optional<String> typed = apis.isEmpty() ? api.api() : Optional.of(apis.get(0));
    Selection selection = Targets.parse(targets.stream().filter(target -> !isApi(target)).toList());
    boolean asksApi = selection.asksDirectory() || !apis.isEmpty();
    Check.Plan plan =
        new Check.Plan(
            defaults.api(typed),
            selection,
            asksApi,
            options.maxWorkers(),
            access.privateStreams(),
            options.timeout());
    return new CheckSettings(
        plan,
        AccessForm.read(
            environment, access, defaults, new AccessForm.Typed(typed, selection, asksApi)),
        options.dialect(),
        defaults.serverZone(options.serverZone()));
  }

  private static boolean isApi(String target) {
    String lower = target.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }
}
