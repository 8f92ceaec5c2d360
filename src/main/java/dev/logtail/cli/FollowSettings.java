package dev.logtail.cli;

import dev.logtail.pipeline.discovery.ApiAddress;
import dev.logtail.pipeline.discovery.Selection;
import dev.logtail.pipeline.filter.FilterSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to follow and how, checked: everything that can be wrong with it has been said.
 *
 * @param tail replayed records wanted of each worker; empty for all
 * @param orderWindow how long records wait for older ones; empty where they come out as received
 * @param maxFrame bytes of the largest frame that is taken
 * @param memory bytes that may be held, in queues and in the console, altogether
 * @param resume what streams say, and how they go on after a reconnection
 * @param access how the API and the streams let us in
 */
record FollowSettings(
    ApiAddress api,
    Selection selection,
    FilterSettings filter,
    OptionalInt tail,
    boolean reconnect,
    Duration discoverEvery,
    Optional<Duration> orderWindow,
    ZoneId serverZone,
    long maxFrame,
    long memory,
    ResumeSettings resume,
    FollowLimits limits,
    Access access) {}
