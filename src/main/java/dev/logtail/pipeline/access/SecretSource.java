package dev.logtail.pipeline.access;

import dev.logtail.model.Secret;

/** Where a secret comes from; it may hold another one later. */
public interface SecretSource {
  /**
   * What it holds now. May read a file.
   *
   * @throws IllegalArgumentException when it holds nothing of use; the message is for the user
   */
  Secret read();

  /** What the user calls it, for example {@code --token-file prod.token}. */
  String name();

  /** Whether reading it again can bring another secret. */
  boolean canChange();

  /** One that never changes. */
  static SecretSource fixed(String name, Secret secret) {
    return new Fixed(name, secret);
  }

  /** A secret that is known already. */
  record Fixed(String name, Secret secret) implements SecretSource {
    @Override
    public Secret read() {
      return secret;
    }

    @Override
    public boolean canChange() {
      return false;
    }
  }
}
