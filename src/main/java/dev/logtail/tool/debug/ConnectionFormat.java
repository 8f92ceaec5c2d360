package dev.logtail.tool.debug;

import dev.logtail.pipeline.proxy.ProxyStage;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.pipeline.transport.WireEvent.Header;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes what happens to a connection, beside its frames. Headers that every upgrade has are left
 * out unless all are wanted, or it was refused. Pure.
 */
final class ConnectionFormat {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NORMAL = 1000;

  /** In lower case: what an upgrade can't do without says nothing. */
  private static final Set<String> USUAL =
      Set.of(
          "host",
          "upgrade",
          "connection",
          "sec-websocket-key",
          "sec-websocket-version",
          "sec-websocket-accept",
          "sec-websocket-extensions",
          "sec-websocket-protocol",
          "date");

  private final Theme theme;
  private final boolean verbose;
  private final FrameFormat frames;
  private final CertificateFormat certificates;
  private final SafeText safe = new SafeText(AnsiPolicy.ESCAPE);

  ConnectionFormat(Theme theme, ZoneId zone, boolean verbose) {
    this.theme = theme;
    this.verbose = verbose;
    this.frames = new FrameFormat(theme);
    this.certificates = new CertificateFormat(theme, zone, safe);
  }

  /** At least one line; the first has its time put before it. */
  List<StyledText> lines(Happening happening) {
    WireEvent event = happening.event();
    if (event instanceof WireEvent.Resolved resolved) {
      return one(safe.plain(resolved.host()) + " is " + addresses(resolved.addresses()));
    }
    if (event instanceof WireEvent.Connected connected) {
      return one((happening.peer().isPresent() ? "came from " : "connected to ") + peer(connected));
    }
    if (event instanceof WireEvent.ProxyShown shown) {
      return certificates.lines(shown.certificates(), happening.at());
    }
    if (event instanceof WireEvent.ProxySecured secured) {
      return one("TLS with the proxy: " + safe.plain(secured.version() + " " + secured.cipher()));
    }
    if (event instanceof WireEvent.ProxyAt entered) {
      return entered.stage() == ProxyStage.OPEN ? one("the proxy leads to the server") : List.of();
    }
    if (event instanceof WireEvent.Shown shown) {
      return certificates.lines(shown.certificates(), happening.at());
    }
    if (event instanceof WireEvent.Secured secured) {
      return one(safe.plain(secured.version() + " " + secured.cipher()));
    }
    if (event instanceof WireEvent.Asked asked) {
      return head(safe.plain(asked.line()), Style.PLAIN, asked.headers(), "> ", verbose);
    }
    if (event instanceof WireEvent.Answered answered) {
      return answer(answered);
    }
    if (event instanceof WireEvent.Opened opened) {
      return one(open(opened));
    }
    String other = happening.peer().isPresent() ? "peer" : "server";
    return end((WireEvent.Ended) event, other, happening.context());
  }

  private static List<StyledText> one(String safeText) {
    return List.of(StyledText.of(safeText, Style.PLAIN));
  }

  private static String addresses(List<InetAddress> addresses) {
    return addresses.stream().map(ConnectionFormat::literal).collect(Collectors.joining(", "));
  }

  /** As people write it: {@code ::1}. */
  private static String literal(InetAddress address) {
    return address.getHostAddress().replaceFirst("(?:^|:)(?:0(?::|$)){2,}", "::");
  }

  private String peer(WireEvent.Connected connected) {
    String address = address(connected.peer());
    return connected
        .proxy()
        .map(proxy -> "the proxy " + safe.plain(proxy) + " (" + address + ")")
        .orElse(address);
  }

  private static String address(InetSocketAddress peer) {
    String host = peer.getAddress() == null ? peer.getHostString() : literal(peer.getAddress());
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + peer.getPort();
  }

  private List<StyledText> answer(WireEvent.Answered answered) {
    boolean refused = answered.status() != SWITCHING_PROTOCOLS;
    String line = safe.plain((answered.status() + " " + answered.reason()).strip());
    Style style = refused ? theme.of(Part.TROUBLE) : Style.PLAIN;
    List<StyledText> lines =
        new ArrayList<>(head(line, style, answered.headers(), "< ", verbose || refused));
    if (!answered.body().isBlank()) {
      lines.addAll(frames.block(answered.body()));
    }
    return lines;
  }

  private List<StyledText> head(
      String line, Style style, List<Header> headers, String mark, boolean all) {
    if (!all) {
      String told =
          headers.stream()
              .filter(header -> !USUAL.contains(header.name().toLowerCase(Locale.ROOT)))
              .map(header -> "  " + written(header))
              .collect(Collectors.joining());
      return List.of(
          new StyledText.Builder().append(line, style).append(told, theme.of(Part.NOTICE)).build());
    }
    List<StyledText> lines = new ArrayList<>();
    lines.add(StyledText.of(line, style));
    headers.forEach(
        header -> lines.add(StyledText.of("  " + mark + written(header), theme.of(Part.NOTICE))));
    return lines;
  }

  private String written(Header header) {
    return safe.plain(HeaderText.line(header));
  }

  private String open(WireEvent.Opened opened) {
    String subprotocol =
        opened.subprotocol().map(name -> "subprotocol " + name).orElse("no subprotocol");
    String extensions =
        opened.extensions().isEmpty() ? "no extensions" : String.join(", ", opened.extensions());
    return "open: " + safe.plain(subprotocol + ", " + extensions);
  }

  private List<StyledText> end(WireEvent.Ended ended, String other, WireContext context) {
    boolean calm = ended.by() == WireEvent.Closer.US || ended.code() == NORMAL;
    StyledText ending =
        StyledText.of(ending(ended, other), calm ? Style.PLAIN : theme.of(Part.TROUBLE));
    return context
        .open()
        .map(open -> List.of(ending, StyledText.of(account(open, context), theme.of(Part.NOTICE))))
        .orElse(List.of(ending));
  }

  private static String account(Duration open, WireContext context) {
    return String.format(
        Locale.ROOT,
        "  open %s, received %s (%s), sent %s (%s)",
        Wording.span(open),
        Wording.count(context.in().messages()),
        Wording.bytes(context.in().bytes()),
        Wording.count(context.out().messages()),
        Wording.bytes(context.out().bytes()));
  }

  private String ending(WireEvent.Ended ended, String other) {
    String closing = FrameFormat.closing(ended.code(), ended.reason(), safe);
    return switch (ended.by()) {
      case SERVER -> "closed by the " + other + ": " + closing;
      case US -> "closed by us: " + closing;
      case RULES -> "closed by us for what the " + other + " sent: " + closing;
      case NETWORK -> "lost without a close";
      case NOBODY -> "not open";
    };
  }
}
