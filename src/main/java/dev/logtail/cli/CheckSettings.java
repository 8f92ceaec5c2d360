package dev.logtail.cli;

import dev.logtail.tool.probe.Check;
import java.time.ZoneId;

/**
 * Everything that one check depends on.
 *
 * @param serverZone the zone of stamps that name none
 */
record CheckSettings(Check.Plan plan, Access access, DialectChoice dialect, ZoneId serverZone) {}
