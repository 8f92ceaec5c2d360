package dev.logtail.model;

/**
 * Takes values and tells nothing back: how a stage hands on what it made without knowing who is
 * next.
 */
@FunctionalInterface
public interface Sink<T> {
  void accept(T value);
}
