package dev.logtail.view.export;

import dev.logtail.view.export.Destination.IfExists;
import dev.logtail.view.export.FileRules.Rotation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A file that appears whole or not at all; with {@link IfExists#APPEND} one that grows, batch by
 * batch. With a rotation it is followed by others, and becomes one of the {@link OldParts}.
 *
 * <p>What is neither file nor directory (a pipe, a device) is written to as it is, when replacing
 * was asked for. A link is replaced, not followed; appending follows it.
 */
public final class FileParts implements Parts {
  private final Path target;
  private final Compression compression;
  private final FileRules rules;
  private final OldParts old;
  private boolean isLater;

  /** The file {@code target}, packed as its name tells. */
  public FileParts(Path target, FileRules rules) {
    this.target = target;
    this.compression = Compression.of(String.valueOf(target.getFileName()));
    this.rules = rules;
    OptionalInt keep = rules.rotation().map(Rotation::keep).orElse(OptionalInt.empty());
    this.old = new OldParts(target, compression, keep);
  }

  @Override
  public long mostBytes() {
    return rules.rotation().map(Rotation::size).orElse(Long.MAX_VALUE);
  }

  @Override
  public Destination open(RecordFormat format) throws OutputException {
    Destination raw = isLater ? later(format) : first(format);
    isLater = true;
    return CompressedOutput.over(raw, compression);
  }

  private Destination first(RecordFormat format) throws OutputException {
    TargetFile.checkedParent(target);
    if (TargetFile.isSpecial(target)) {
      return special();
    }
    if (rules.ifExists() == IfExists.APPEND) {
      return AppendedOutput.open(target, compression, rules, format);
    }
    if (rules.ifExists() == IfExists.REPLACE) {
      return AtomicOutput.open(target, rules, replacing());
    }
    if (TargetFile.exists(target)) {
      throw new OutputException(
          target + " exists already; --force replaces it, --append adds to it");
    }
    if (rotates()) {
      old.refuseExisting();
    }
    return AtomicOutput.open(target, rules, Placement.IF_FREE);
  }

  private Destination special() throws OutputException {
    if (rules.ifExists() != IfExists.REPLACE) {
      throw new OutputException(
          target + " exists already and is no file, but a pipe or a device; --force writes to it");
    }
    if (rotates()) {
      throw new OutputException(target + " is no file: --rotate can't rename it");
    }
    return TargetFile.device(target);
  }

  private boolean rotates() {
    return rules.rotation().isPresent();
  }

  /** The old parts go with the file that they belong to. */
  private Placement replacing() {
    return (partial, place) -> {
      if (rotates()) {
        old.deleteAll();
      }
      Placement.REPLACING.place(partial, place);
    };
  }

  private Destination later(RecordFormat format) throws OutputException {
    if (rules.ifExists() == IfExists.APPEND) {
      try {
        old.shift();
      } catch (IOException e) {
        throw TargetFile.trouble("cannot rename " + target, e);
      }
      return AppendedOutput.open(target, compression, rules, format);
    }
    return AtomicOutput.open(
        target,
        rules,
        (partial, place) -> {
          old.shift();
          Placement.IF_FREE.place(partial, place);
        });
  }
}
