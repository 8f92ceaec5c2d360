package dev.logtail.pipeline;

import dev.logtail.model.Worker;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.StreamAddress;
import java.net.URI;
import java.util.Optional;

/**
 * What becomes of the stream URLs that an API sends: where they are dialled, and what is shown
 * there.
 *
 * @param privateStreams whether a remote API may name this machine's own and link-local addresses
 */
public record StreamPolicy(ApiAddress api, Credentials credentials, boolean privateStreams) {
  /** To a server that needs no credentials. */
  public static StreamPolicy of(ApiAddress api) {
    return new StreamPolicy(api, Credentials.NONE, false);
  }

  /**
   * Where {@code sent} is dialled.
   *
   * @throws IllegalArgumentException when it can't or must not be; the message is for the user
   */
  public StreamAddress address(String sent) {
    return StreamAddress.resolve(api, sent, privateStreams);
  }

  /**
   * Where {@code worker} can be dialled; empty when it has no stream, or none that may be dialled.
   */
  public Optional<StreamAddress> addressOf(Worker worker) {
    try {
      return worker.streamUrl().map(this::address);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Why the credentials are kept from {@code url}, if they are. */
  Optional<String> withheld(URI url) {
    return credentials.withheld(url);
  }
}
