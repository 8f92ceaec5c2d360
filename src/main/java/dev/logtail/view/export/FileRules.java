package dev.logtail.view.export;

import dev.logtail.view.export.Destination.IfExists;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How files come to be.
 *
 * @param keepPartial whether what was written before a failure stays, under its partial name
 * @param mode who may read and write new files; empty for their owner alone
 * @param rotation when a file ends and the next one begins; empty for never
 */
public record FileRules(
    IfExists ifExists,
    boolean keepPartial,
    Optional<Set<PosixFilePermission>> mode,
    Optional<Rotation> rotation) {
  /**
   * When a file ends and what becomes of it.
   *
   * @param size bytes that a file holds at most, unless one record alone has more
   * @param keep how many full files stay beside the one that grows; empty for all
   */
  public record Rotation(long size, OptionalInt keep) {}

  /** One new file. */
  public static final FileRules NEW =
      new FileRules(IfExists.REFUSE, false, Optional.empty(), Optional.empty());

  /** One file, instead of one that is there. */
  public static final FileRules REPLACING =
      new FileRules(IfExists.REPLACE, false, Optional.empty(), Optional.empty());
}
