package dev.logtail.cli;

import dev.logtail.tool.debug.DebugSettings;
import java.util.Optional;

/** What the options of {@code debug} mean where it connects to a server. */
record DebugForm(
    DebugRequestOptions request,
    DebugTalkOptions talk,
    DebugLinkOptions links,
    DebugConfigOptions config,
    DebugAccessOptions access) {
  /**
   * All that is asked for; says what is worth a word before anything is dialled.
   *
   * @param url as typed, unless {@code --connect} names it
   */
  DebugSetup setup(
      Environment environment,
      Optional<String> url,
      Defaults defaults,
      DebugSetup.Output shown,
      Talk words) {
    String typed = request.url(url);
    DebugAddress address = DebugAddress.parse(typed);
    address.note().ifPresent(words::say);
    DebugSettings session =
        new DebugSettings(
            request.upgrade(address.url()),
            talk.execute(),
            talk.typing(),
            links.links(request.redirects()),
            talk.goal());
    words.goingBy(defaults);
    Access how =
        new DebugAccess(environment, defaults, config.isContextNamed())
            .read(access, address, typed);
    return new DebugSetup(session, links.connector(), how, shown, talk.isScript());
  }
}
