package dev.logtail.pipeline.order;

/**
 * What a later run must know of one stream to go on with it.
 *
 * @param address where it was, without secrets
 * @param records what is known of its records
 */
public record StreamMemory(String address, Remembered records) {}
