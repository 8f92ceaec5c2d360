package dev.logtail.cli;

/** A configuration to start from: without the first {@code #} of a line, settings hold. */
final class ExampleConfiguration {
  static final String TEXT =
      """
      # The configuration of logtail. Take the # away from a line to make it hold.
      # 'logtail config check' finds mistakes, 'logtail config explain' tells what holds and why.

      # The context that holds where neither --context nor LOGTAIL_CONTEXT names one.
      #current: local

      # A context is a server. A file with a token, headers or a password must be chmod 600.
      #contexts:
      #  local:
      #    api: http://localhost:5000
      #  prod:
      #    api: https://trade.example/root
      #    token-file: prod.token
      #    server-tz: Asia/Shanghai

      # Any long option of any command, without its dashes. What is typed goes before it.
      #defaults:
      #  level: INFO
      #  time: full
      #  exclude: [heartbeat, "^tick"]

      # A theme's name, or styles on top of one.
      #theme: {base: dark, ERROR: "bold #ff8800"}

      # What stands out in messages.
      #highlights:
      #  - {match: "filled|rejected", style: "bold green"}

      # What is to happen when something is seen.
      #alerts:
      #  - {when: "level >= CRITICAL", do: bell}
      """;

  private ExampleConfiguration() {}
}
