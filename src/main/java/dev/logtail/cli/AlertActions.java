package dev.logtail.cli;

import dev.logtail.model.Secret;
import dev.logtail.model.Spelling;
import dev.logtail.view.alert.AlertAction;
import dev.logtail.view.alert.CommandWords;
import dev.logtail.view.alert.DesktopAction;
import dev.logtail.view.alert.ProgramAction;
import dev.logtail.view.alert.ProgramPath;
import dev.logtail.view.alert.WebhookAction;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes of an action's words the action; whatever it needs must be there. */
final class AlertActions {
  /** The one action that is the view's own. */
  static final String BELL = "bell";

  private static final String NOTIFY = "notify";
  private static final String EXEC = "exec:";
  private static final String WEBHOOK = "webhook:";
  private static final Map<String, String> TABLE =
      Map.of(
          BELL,
          "ring the terminal's bell",
          NOTIFY,
          "tell it on the desktop",
          "exec:CMD",
          "start a program, the record as JSON on its standard input",
          "webhook:URL",
          "post it there as JSON");
  private static final List<String> KNOWN = TABLE.keySet().stream().sorted().toList();
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Environment environment;
  private final Access access;
  private final ProgramPath path;

  AlertActions(Environment environment, Access access) {
    this.environment = environment;
    this.access = access;
    this.path = new ProgramPath(environment.variable("PATH").orElse(""));
  }

  /** True for what looks like an action, right or wrong. */
  static boolean isAction(String text) {
    return text.equals(BELL)
        || text.equals(NOTIFY)
        || text.startsWith(EXEC)
        || text.startsWith(WEBHOOK);
  }

  /** True for an action with a password in it. */
  static boolean holdsSecret(String text) {
    return text.strip().startsWith(WEBHOOK)
        && ApiUser.in(text.strip().substring(WEBHOOK.length())).isPresent();
  }

  /** What each action does. */
  static Map<String, String> table() {
    return new TreeMap<>(TABLE);
  }

  /** What may have been meant by an action that is none. */
  static String hint(String typed) {
    int colon = typed.indexOf(':');
    return Spelling.hint(colon < 0 ? typed : typed.substring(0, colon), known(colon >= 0));
  }

  private static List<String> known(boolean withColon) {
    return withColon ? List.of("exec", "webhook") : KNOWN;
  }

  /**
   * The action, which is not the bell.
   *
   * @throws IllegalArgumentException when it can't be taken; the message says why
   */
  AlertAction of(String text) {
    if (text.equals(NOTIFY)) {
      return DesktopAction.find(path::find, forChildren())
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "notify: there is neither notify-send (libnotify) nor osascript on the PATH;"
                          + " use bell or exec:CMD"));
    }
    return text.startsWith(EXEC)
        ? program(text.substring(EXEC.length()))
        : webhook(text.substring(WEBHOOK.length()).strip());
  }

  /** Our own settings, secrets among them, are nobody else's. */
  private Map<String, String> forChildren() {
    return environment.variables().entrySet().stream()
        .filter(variable -> !variable.getKey().startsWith("LOGTAIL_"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private AlertAction program(String command) {
    List<String> words;
    try {
      words = new ArrayList<>(CommandWords.of(command));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "exec: " + e.getMessage() + "; write exec:page --to 'on call'", e);
    }
    String name = words.get(0);
    Optional<Path> file = path.find(name);
    if (file.isEmpty()) {
      throw new IllegalArgumentException(
          "exec: "
              + (name.contains("/")
                  ? name + " is no program, or may not be executed"
                  : "there is no program '" + name + "' on the PATH"));
    }
    words.set(0, file.get().toString());
    return new ProgramAction(words, forChildren(), LIMIT);
  }

  private AlertAction webhook(String text) {
    Optional<Secret> user = ApiUser.in(text);
    user.ifPresent(environment.secrets().redaction()::hide);
    URI url = url(ApiUser.without(text));
    try {
      return new WebhookAction(
          new WebhookAction.Settings(url, user), access.others(), access.proxies());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("webhook: TLS can't be used: " + e.getMessage(), e);
    }
  }

  /** What the URL holds is not repeated: it may be a secret as a whole. */
  private static URI url(String text) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme();
      if (scheme.matches("(?i)https?") && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "webhook: this is no URL: " + e.getReason() + " at character " + (e.getIndex() + 1), e);
    }
    throw new IllegalArgumentException("webhook: write webhook:https://HOST/PATH");
  }
}
