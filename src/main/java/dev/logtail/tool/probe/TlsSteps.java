package dev.logtail.tool.probe;

import dev.logtail.pipeline.access.ShownCertificates;
import dev.logtail.pipeline.access.TlsFailure;
import java.util.Optional;

/** What a failure of TLS comes to, on the way to an API and to a stream. Pure. */
final class TlsSteps {
  private TlsSteps() {}

  /**
   * The step that failed.
   *
   * @param shown what the server showed, where it came so far
   * @param place the host and port that were dialled
   */
  static Step refused(TlsFailure why, Optional<ShownCertificates> shown, String place) {
    return ConnectionSteps.refused(shown, step(why, place));
  }

  private static Step step(TlsFailure why, String place) {
    Object[] about = why.about().toArray();
    return switch (why.reason()) {
      case EXPIRED -> WayFinding.CERTIFICATE_EXPIRED.with(about);
      case TOO_EARLY -> WayFinding.CERTIFICATE_EARLY.with(about);
      case SELF_SIGNED -> WayFinding.CERTIFICATE_SELF_SIGNED.with();
      case ISSUER_UNKNOWN -> WayFinding.ISSUER_UNKNOWN.with(about);
      case OTHER_HOST -> WayFinding.CERTIFICATE_OF_ANOTHER.with(about);
      case KEY_NOT_PINNED -> WayFinding.KEY_NOT_PINNED.with(about);
      case NO_SAFE_VERSION -> WayFinding.TLS_TOO_OLD.with();
      case CERTIFICATE_WANTED -> WayFinding.CLIENT_CERTIFICATE_WANTED.with();
      case CERTIFICATE_REFUSED -> WayFinding.CLIENT_CERTIFICATE_REFUSED.with();
      case NOTHING_SAFE -> WayFinding.NOTHING_SAFE.with();
      case NOT_BELIEVED, OTHER_PROTOCOL, TLS_WANTED, OTHER ->
          WayFinding.TLS_FAILS.with(why.words(), place);
    };
  }
}
