package dev.logtail.pipeline.transport;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** Says whose certificates are believed. Asked once, before the first TLS connection. */
@FunctionalInterface
public interface Trust {
  /** The context of all TLS connections. May read files. */
  SSLContext context() throws GeneralSecurityException;

  /** What this JVM believes: its trust store, or the one that its system properties name. */
  static Trust ofThisJvm() {
    return () -> {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context;
    };
  }
}
