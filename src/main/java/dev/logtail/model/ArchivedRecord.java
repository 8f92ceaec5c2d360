package dev.logtail.model;

/**
 * A record read back from what its worker keeps beside its stream, its log file: less exact than
 * what was streamed, since a file's lines tell fewer fields and coarser stamps.
 *
 * @param whole with the line, or lines, of the file as its message
 * @param bare with the message alone, without the time, level and logger that the line begins with
 */
public record ArchivedRecord(LogEvent whole, LogEvent bare) {}
