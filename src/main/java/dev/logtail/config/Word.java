package dev.logtail.config;

/** A word of the configuration file and the line, from 1, that it stands on. */
public record Word(String text, int line) {}
