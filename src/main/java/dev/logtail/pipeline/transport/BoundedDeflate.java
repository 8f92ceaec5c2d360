package dev.logtail.pipeline.transport;

import jakarta.websocket.Extension;
import java.util.List;
import java.util.function.Consumer;
import org.glassfish.tyrus.core.TyrusExtension;
import org.glassfish.tyrus.core.extension.ExtendedExtension;
import org.glassfish.tyrus.core.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * permessage-deflate for one connection, in the receiving direction: what we send is never
 * compressed, which the protocol leaves to each message.
 *
 * <p>Tyrus's own extension is not used, since a legal message makes it spin for ever and a small
 * one can make it eat the heap. Tyrus swallows what an extension throws; so a breach is told to the
 * connection first, and the frame is then marked in a way that Tyrus refuses.
 */
final class BoundedDeflate implements ExtendedExtension {
  private final int maxMessage;
  private final Consumer<Breach> breaches;

  /** All guarded by this: a frame may come while another thread ends the connection. */
  private @Nullable MessageInflater inflater;

  private boolean serverKeepsContext = true;
  private boolean compressed;
  private boolean over;

  /**
   * @param maxMessage bytes of an inflated message
   * @param breaches told at most once, on the thread that reads
   */
  BoundedDeflate(int maxMessage, Consumer<Breach> breaches) {
    this.maxMessage = maxMessage;
    this.breaches = breaches;
  }

  @Override
  public String getName() {
    return DeflateTerms.EXTENSION;
  }

  @Override
  public List<Extension.Parameter> getParameters() {
    return DeflateTerms.OFFERED.stream()
        .<Extension.Parameter>map(name -> new TyrusExtension.TyrusParameter(name, null))
        .toList();
  }

  @Override
  public synchronized void onHandshakeResponse(
      ExtensionContext context, List<Extension.Parameter> answered) {
    serverKeepsContext =
        answered.stream()
            .noneMatch(each -> each.getName().equalsIgnoreCase(DeflateTerms.SERVER_FORGETS));
  }

  @Override
  public Frame processIncoming(ExtensionContext context, Frame frame) {
    if (frame.isControlFrame()) {
      return frame;
    }
    try {
      return inflate(frame);
    } catch (Breach e) {
      breaches.accept(e);
      return Frame.builder(frame).rsv1(true).rsv2(true).build();
    }
  }

  private synchronized Frame inflate(Frame frame) throws Breach {
    if (frame.getOpcode() != 0) {
      compressed = frame.isRsv1();
    }
    if (!compressed || over) {
      return frame;
    }
    if (frame.getOpcode() == 0 && frame.isRsv1()) {
      throw new Breach(Breach.PROTOCOL_ERROR, "RSV1 is set inside a message");
    }
    byte[] inflated = inflater().inflate(frame.getPayloadData(), frame.isFin());
    return Frame.builder(frame).rsv1(false).payloadData(inflated).build();
  }

  /** What a whole message holds that did not come through Tyrus. */
  synchronized byte[] inflate(byte[] message) throws Breach {
    return over ? message : inflater().inflate(message, true);
  }

  private synchronized MessageInflater inflater() {
    if (inflater == null) {
      inflater = new MessageInflater(maxMessage, serverKeepsContext);
    }
    return inflater;
  }

  @Override
  public Frame processOutgoing(ExtensionContext context, Frame frame) {
    return frame;
  }

  /** Asked of servers only. */
  @Override
  public List<Extension.Parameter> onExtensionNegotiation(
      ExtensionContext context, List<Extension.Parameter> requested) {
    return List.of();
  }

  @Override
  public synchronized void destroy(ExtensionContext context) {
    over = true;
    if (inflater != null) {
      inflater.end();
    }
  }
}
