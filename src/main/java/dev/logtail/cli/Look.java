package dev.logtail.cli;

import dev.logtail.view.style.AnsiPolicy;
import dev.logtail.view.style.TimeStyle;
import java.time.ZoneId;

/** How records are to look, decided: nothing here depends on the environment any more. */
record Look(
    boolean coloured,
    AnsiPolicy ansi,
    TimeStyle time,
    ZoneId zone,
    boolean fullMessage,
    ThemeChoice theme) {}
