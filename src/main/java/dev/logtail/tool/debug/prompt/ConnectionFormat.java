package dev.logtail.tool.debug.prompt;

import dev.logtail.model.ShownAddress;
import dev.logtail.pipeline.proxy.ProxyStage;
import dev.logtail.pipeline.transport.WireEvent;
import dev.logtail.tool.debug.Wording;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.SafeText;
import dev.logtail.view.style.Style;
import dev.logtail.view.style.StyledText;
import dev.logtail.view.style.Theme;
import dev.logtail.view.style.Theme.Part;
import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes what happens to a connection, beside its frames. Pure. */
final class ConnectionFormat {
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NORMAL = 1000;
  private static final int LOST = 1006;

  private final Theme theme;
  private final HeadFormat heads;
  private final FrameFormat frames;
  private final CertificateFormat certificates;
  private final SafeText safe = new SafeText(AnsiPolicy.ESCAPE);

  ConnectionFormat(Theme theme, ZoneId zone, boolean verbose) {
    this.theme = theme;
    this.heads = new HeadFormat(theme, verbose);
    this.frames = new FrameFormat(theme, FrameFormat.Limits.BODY);
    this.certificates = new CertificateFormat(theme, zone, safe);
  }

  /** At least one line; the first has its time put before it. */
  List<StyledText> lines(Happening happening, int columns) {
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
      StyledText line = StyledText.of(safe.plain(asked.line()), Style.PLAIN);
      return below(line, heads.folded(asked.headers(), HeadFormat.ASKED, columns));
    }
    if (event instanceof WireEvent.Answered answered) {
      return answer(answered, columns);
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
    return addresses.stream().map(ShownAddress::of).collect(Collectors.joining(", "));
  }

  /** Whether nobody had to be asked for the address. */
  static boolean isLiteral(WireEvent.Resolved resolved) {
    String host = resolved.host().replaceAll("[\\[\\]]", "");
    return resolved.addresses().size() == 1
        && (host.equals(resolved.addresses().get(0).getHostAddress())
            || host.equals(ShownAddress.of(resolved.addresses().get(0))));
  }

  private String peer(WireEvent.Connected connected) {
    String address = ShownAddress.of(connected.peer());
    return connected
        .proxy()
        .map(proxy -> "the proxy " + safe.plain(proxy) + " (" + address + ")")
        .orElse(address);
  }

  private List<StyledText> answer(WireEvent.Answered answered, int columns) {
    boolean refused = answered.status() != SWITCHING_PROTOCOLS;
    String line = safe.plain((answered.status() + " " + answered.reason()).strip());
    List<StyledText> lines =
        below(
            StyledText.of(line, refused ? theme.of(Part.TROUBLE) : Style.PLAIN),
            refused
                ? heads.unfolded(answered.headers(), HeadFormat.ANSWERED)
                : heads.folded(answered.headers(), HeadFormat.ANSWERED, columns));
    if (!answered.body().isBlank()) {
      lines.addAll(frames.block(answered.body()));
    }
    return lines;
  }

  private static List<StyledText> below(StyledText first, List<StyledText> rest) {
    List<StyledText> lines = new ArrayList<>();
    lines.add(first);
    lines.addAll(rest);
    return lines;
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
        StyledText.of(ending(ended, other, context), calm ? Style.PLAIN : theme.of(Part.TROUBLE));
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

  /** The reason is where it broke off. */
  private String lost(WireEvent.Ended ended) {
    String where = ended.reason().isBlank() ? "" : " " + safe.plain(ended.reason());
    return "lost without a close" + where + " (" + ended.code() + ")";
  }

  /** Nothing was said on the wire. */
  private static String cut(WireContext context) {
    return context.open().isPresent() ? "cut by us" : "given up by us before it was open";
  }

  private String ending(WireEvent.Ended ended, String other, WireContext context) {
    String closing = FrameFormat.closing(ended.code(), ended.reason(), safe);
    return switch (ended.by()) {
      case SERVER -> "closed by the " + other + ": " + closing;
      case US -> ended.code() == LOST ? cut(context) : "closed by us: " + closing;
      case RULES -> "closed by us for what the " + other + " sent: " + closing;
      case NETWORK -> lost(ended);
      case NOBODY -> "not open";
    };
  }
}
