package dev.logtail.cli;

import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.discovery.Target;
import dev.logtail.server.PeerSettings;
import dev.logtail.tool.debug.ListenSettings;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What the options of {@code debug} mean where it listens. */
record ListenForm(
    DebugRequestOptions request,
    DebugTalkOptions talk,
    DebugLinkOptions links,
    DebugAccessOptions access) {
  ListenRun.Setup setup(Environment environment, ListenAddress address, DebugSetup.Output shown) {
    return new ListenRun.Setup(
        new ListenSettings(talk.execute(), talk.typing(), talk.goalOfListener()),
        new PeerSettings(
            address.socket(),
            address.name(),
            request.subprotocols(),
            request.origin(),
            tls(environment, address),
            PeerSettings.Bounds.ofMessage(links.connector().maxFrame())),
        shown);
  }

  private Optional<SSLContext> tls(Environment environment, ListenAddress address) {
    if (access.certificate().isEmpty() && access.key().isEmpty()) {
      return Optional.empty();
    }
    URI url = URI.create("wss://" + address.name());
    Access ours =
        AccessForm.read(
            environment.withoutVariables(),
            access,
            Defaults.builtIn(environment),
            new AccessForm.Typed(
                Optional.of(url.toString()),
                Selection.of(List.of(new Target.Address(url.toString(), url)))));
    try {
      return Optional.of(ours.trust().context());
    } catch (GeneralSecurityException e) {
      throw new UserError(ExitCode.TLS, "--cert is of no use: " + e.getMessage());
    }
  }
}
