package dev.logtail.model;

import java.net.URI;

/** One stream to follow: whose it is and where it can be dialled right now. */
public record StreamTarget(WorkerKey worker, URI url) {}
