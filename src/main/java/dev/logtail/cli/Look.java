package dev.logtail.cli;

import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.Highlights;

/** How records are to look, decided: nothing here depends on the environment any more. */
record Look(
    boolean coloured,
    AnsiPolicy ansi,
    boolean fullMessage,
    ThemeChoice theme,
    Highlights highlights) {}
