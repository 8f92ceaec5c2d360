package dev.logtail.cli;

import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a file's mode in octal, {@code 0640}; its owner can read and write it in any case. */
final class FileModeConverter implements ITypeConverter<Set<PosixFilePermission>> {
  private static final Pattern MODE = Pattern.compile("0?[67][0-7]{2}");

  /** From the highest bit on. */
  private static final PosixFilePermission[] BITS = {
    PosixFilePermission.OWNER_READ,
    PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_EXECUTE,
    PosixFilePermission.GROUP_READ,
    PosixFilePermission.GROUP_WRITE,
    PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.OTHERS_READ,
    PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_EXECUTE
  };

  @Override
  public Set<PosixFilePermission> convert(String text) {
    if (!MODE.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' is no mode for a file; write 0600 to 0666");
    }
    int mode = Integer.parseInt(text, 8);
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < BITS.length; i++) {
      if ((mode & (1 << (BITS.length - 1 - i))) != 0) {
        permissions.add(BITS[i]);
      }
    }
    return permissions;
  }
}
