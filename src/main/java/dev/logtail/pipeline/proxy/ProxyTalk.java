package dev.logtail.pipeline.proxy;

import dev.logtail.pipeline.access.ProxyAddress;
import dev.logtail.pipeline.access.ProxyTrouble;
import dev.logtail.pipeline.access.TlsFailure;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * What is said to a proxy so that it leads a connection on to its target, without any socket: the
 * same on those that block and those that don't. The proxy gets its own user and nothing that is
 * meant for the target; what is sent and received once it is open is no business of the proxy's.
 *
 * <pre>
 *   (toSend ─▶ proxy ─▶ take)*  until isOpen
 * </pre>
 *
 * Not safe for use by many threads.
 */
public abstract sealed class ProxyTalk permits HttpConnect, SocksConnect {
  private static final byte[] NOTHING = new byte[0];

  private final ProxyAddress proxy;
  private final ProxyTarget target;
  private byte[] sending = NOTHING;

  /** Read by whoever wonders what takes so long. */
  private volatile ProxyStage stage;

  ProxyTalk(ProxyAddress proxy, ProxyTarget target, ProxyStage first) {
    this.proxy = proxy;
    this.target = target;
    this.stage = first;
  }

  /** The talk that {@code proxy} wants. */
  public static ProxyTalk with(ProxyAddress proxy, ProxyTarget target) {
    return proxy.scheme().isSocks()
        ? new SocksConnect(proxy, target)
        : new HttpConnect(proxy, target);
  }

  final ProxyAddress proxy() {
    return proxy;
  }

  final ProxyTarget target() {
    return target;
  }

  /** What is under way. */
  public final ProxyStage stage() {
    return stage;
  }

  /** Whether the way to the target is free. */
  public final boolean isOpen() {
    return stage == ProxyStage.OPEN;
  }

  /** Hands out once what must be sent now; nothing where it is the proxy's turn. */
  public final byte[] toSend() {
    byte[] next = sending;
    sending = NOTHING;
    return next;
  }

  final void send(byte[] bytes) {
    sending = bytes;
  }

  final void enter(ProxyStage next) {
    stage = next;
  }

  /** Reads the proxy's answers and not one byte more than they have. */
  public abstract void take(ByteBuffer in) throws ProxyRefusal;

  /**
   * Why a connection did not come to be, or was lost before it was led.
   *
   * @param stage what was under way
   * @param why empty where the proxy ended it without a word
   */
  public static ProxyRefusal blame(ProxyAddress proxy, ProxyStage stage, Optional<Throwable> why) {
    if (why.isPresent() && why.get() instanceof ProxyRefusal told) {
      return told;
    }
    if (why.isPresent() && why.get() instanceof SSLException tls) {
      TlsFailure reason = TlsFailure.of(tls);
      return new ProxyRefusal(
          reason.reason() == TlsFailure.Reason.OTHER_PROTOCOL
              ? ProxyTrouble.NO_TLS.with(proxy)
              : ProxyTrouble.TLS_FAILS.with(proxy, "TLS failed: " + withoutAdvice(reason.text())));
    }
    String words = why.map(e -> String.valueOf(e.getMessage())).orElse("it said nothing");
    return new ProxyRefusal(
        stage == ProxyStage.REACHING
            ? ProxyTrouble.CANNOT_REACH.with(proxy, refusal(words))
            : ProxyTrouble.BROKE.with(proxy, words));
  }

  /** Certificates of ours are for the server, and never shown to a proxy. */
  private static String withoutAdvice(String words) {
    return words.replace(
        "; give one with --cert FILE and --key FILE", "; --cert is for the server alone");
  }

  private static String refusal(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return lower.contains("connection refused") ? "connection refused" : lower;
  }
}
