package dev.logtail.cli;

import dev.logtail.view.export.OutputForm;
import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.MessageText;
import dev.logtail.view.style.TimeStyle;
import dev.logtail.view.terminal.ColorDepth;
import dev.logtail.view.tui.ConsoleLook;

/** Follows workers into the view that was asked for. */
record Following(Environment environment, Look look, OutputForm form) {
  /** Lines on standard output; returns the exit status. */
  int lines(FollowSettings settings, RunRules rules, Talk talk, boolean stats, StateOptions state) {
    StateKeeper keeper = state.open(environment, settings, talk);
    RunOutput output = new StandardOutput(environment, look, form).open();
    CollectRun run = new CollectRun(environment, output, rules, talk, settings, keeper);
    return run.run(settings, CollectRun.Extent.UNTIL_STOPPED, stats);
  }

  /** The console, until the user leaves it or the rule ends it; returns the exit status. */
  int console(ConsoleStart start, RunRules rules, ConsoleOptions.Settings console, ConsoleTalk talk)
      throws Exception {
    if (look.ansi() == AnsiPolicy.RAW) {
      throw new UserError(ExitCode.USAGE, "--ansi raw is for lines; add --lines");
    }
    ColorDepth depth = look.coloured() ? environment.terminal().depth() : ColorDepth.NONE;
    ConsoleLook consoleLook =
        ConsoleLook.of(
                look.theme().themes(depth),
                look.theme().theme(depth),
                look.fullMessage() ? MessageText.whole() : MessageText.brief(),
                form.zone(),
                form.time().orElse(TimeStyle.SHORT),
                look.ansi())
            .with(look.highlights());
    ConsoleScreens screens = new ConsoleScreens(environment.variables(), depth, console);
    return new ConsoleRun(environment, start, rules, consoleLook, screens, talk).run();
  }
}
