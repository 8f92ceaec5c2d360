package dev.logtail.pipeline.proxy;

import dev.logtail.model.Secret;
import java.io.IOException;
import java.util.Optional;

/** One request's way through a proxy, or past all of them: what it shows, and where it ended. */
public interface ProxyPass extends AutoCloseable {
  /** The value of Proxy-Authorization. */
  Optional<Secret> authorization();

  /**
   * The better reason why the request failed, where that is a proxy's business.
   *
   * @param late whether no answer came in time
   */
  IOException reason(IOException failed, boolean late);

  @Override
  void close();

  /** Past all proxies. */
  ProxyPass NONE =
      new ProxyPass() {
        @Override
        public Optional<Secret> authorization() {
          return Optional.empty();
        }

        @Override
        public IOException reason(IOException failed, boolean late) {
          return failed;
        }

        @Override
        public void close() {}
      };
}
