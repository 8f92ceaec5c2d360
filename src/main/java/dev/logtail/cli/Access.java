package dev.logtail.cli;

import dev.logtail.model.Secret;
import dev.logtail.pipeline.access.Credentials;
import dev.logtail.pipeline.access.ProxyRules;
import dev.logtail.pipeline.access.Trust;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How this run gets in: what it shows, whom it believes, where it may be sent.
 *
 * @param others whose certificates are believed of servers that are neither API nor stream
 * @param proxies through whom it goes
 * @param privateStreams whether a remote API may name this machine's own and link-local addresses
 */
record Access(
    Credentials credentials,
    Trust trust,
    Trust others,
    ProxyRules proxies,
    boolean privateStreams,
    Prompting prompting) {
  /** To a server of our own, in this process. */
  static final Access OPEN =
      new Access(
          Credentials.NONE,
          Trust.ofThisJvm(),
          Trust.ofThisJvm(),
          ProxyRules.DIRECT,
          false,
          new Prompting(api -> Optional.empty()));

  /** Nobody is asked any more: from now on the terminal belongs to the records. */
  void settled() {
    prompting.end();
  }

  /** Asks for a token once, and only at the beginning. */
  static final class Prompting implements Credentials.TokenPrompt {
    private final Credentials.TokenPrompt person;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Prompting(Credentials.TokenPrompt person) {
      this.person = person;
    }

    @Override
    public Optional<Secret> ask(URI api) {
      return open.getAndSet(false) ? person.ask(api) : Optional.empty();
    }

    void end() {
      open.set(false);
    }
  }
}
