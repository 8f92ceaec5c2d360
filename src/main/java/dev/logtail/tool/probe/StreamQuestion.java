package dev.logtail.tool.probe;

import dev.logtail.model.Worker;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which stream is looked into.
 *
 * @param url ws or wss, what is dialled
 * @param worker whose stream it is; empty for a URL that the user typed
 * @param within how long the looking may take, everything together: what listens for records must
 *     leave itself room to say what it heard
 */
public record StreamQuestion(URI url, Optional<Worker> worker, Duration within) {}
