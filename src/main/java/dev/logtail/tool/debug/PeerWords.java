package dev.logtail.tool.debug;

import dev.logtail.model.ShownAddress;
import dev.logtail.pipeline.transport.WireEvent;

/** Says what happens with the peers of a listening session that stands in a pipe. */
record PeerWords(PipeScreen.Words words) {
  /** Anything but a frame that came. */
  void tell(int peer, WireEvent event) {
    String who = "#" + peer + " ";
    if (event instanceof WireEvent.Connected connected) {
      words.plain(who + "came from " + ShownAddress.of(connected.peer()));
    } else if (event instanceof WireEvent.Asked asked) {
      words.detail(who + "> " + asked.line());
      asked.headers().forEach(header -> words.detail(who + "> " + HeaderText.line(header)));
    } else if (event instanceof WireEvent.Opened opened) {
      words.detail(
          who
              + "open"
              + opened.subprotocol().map(name -> ", subprotocol " + name).orElse("")
              + (opened.extensions().isEmpty()
                  ? ""
                  : ", extensions " + String.join("; ", opened.extensions())));
    } else if (event instanceof WireEvent.Sent sent) {
      words.detail(who + "sent " + sent.frame().opcode() + " of " + sent.frame().size() + " bytes");
    } else if (event instanceof WireEvent.Ended ended) {
      words.plain(who + "left: " + PeerText.end(ended));
    }
  }
}
