package dev.logtail.cli;

import dev.logtail.pipeline.dialect.OneWay;
import dev.logtail.tool.debug.ReceiveOnly;
import java.net.URI;
import java.util.Optional;

/** The log streams that nothing should be sent to. */
record KnownStreams() implements ReceiveOnly {
  @Override
  public Optional<String> byAddress(URI url) {
    return OneWay.at(url);
  }

  @Override
  public boolean mayBe(URI url) {
    return OneWay.mayBeAt(url);
  }

  @Override
  public Optional<String> byMessage(String text) {
    return OneWay.sending(text);
  }
}
