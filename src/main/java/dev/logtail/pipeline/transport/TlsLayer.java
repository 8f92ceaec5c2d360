package dev.logtail.pipeline.transport;

import dev.logtail.pipeline.access.Trust;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;

/**
 * TLS between a socket and what it carries, checking that the certificate is the host's. Wrapping
 * and unwrapping may happen on two threads at once.
 */
final class TlsLayer {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;

  TlsLayer(SSLContext context, String host, int port) throws SSLException {
    engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    Trust.harden(parameters);
    engine.setSSLParameters(parameters);
    engine.beginHandshake();
  }

  /** Bytes that one record may take on the network. */
  int recordSize() {
    return engine.getSession().getPacketBufferSize();
  }

  /** Bytes that one record may hold. */
  int contentSize() {
    return engine.getSession().getApplicationBufferSize();
  }

  SSLSession session() {
    return engine.getSession();
  }

  /** An engine that has given up is not shaking hands any more, either. */
  boolean isReady() {
    return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
        && !engine.isOutboundDone()
        && !engine.isInboundDone();
  }

  /** Whether the other side has said goodbye. */
  boolean isEnded() {
    return engine.isInboundDone();
  }

  boolean mustSend() {
    return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP;
  }

  /** Does what the handshake needs computed; true when there was something. */
  boolean compute() {
    boolean any = false;
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
      any = true;
    }
    return any;
  }

  /** The records for {@code plain}, or for the handshake when that is empty. */
  synchronized ByteBuffer wrap(ByteBuffer plain) throws SSLException {
    ByteBuffer records = ByteBuffer.allocate(recordSize() + plain.remaining());
    do {
      if (records.remaining() < recordSize()) {
        records = ByteBuffer.allocate(2 * records.capacity()).put(records.flip());
      }
      SSLEngineResult result = engine.wrap(plain.hasRemaining() ? plain : NOTHING, records);
      compute();
      if (result.getStatus() == SSLEngineResult.Status.CLOSED || result.bytesProduced() == 0) {
        break;
      }
    } while (plain.hasRemaining() || mustSend());
    return records.flip();
  }

  /** The farewell of TLS. */
  ByteBuffer wrapEnd() throws SSLException {
    engine.closeOutbound();
    return wrap(NOTHING);
  }

  /** Unwraps one record, if there is a whole one; true when anything changed. */
  boolean unwrap(ByteBuffer records, ByteBuffer plain) throws SSLException {
    SSLEngineResult result = engine.unwrap(records, plain);
    boolean computed = compute();
    return result.bytesConsumed() > 0 || result.bytesProduced() > 0 || computed;
  }
}
