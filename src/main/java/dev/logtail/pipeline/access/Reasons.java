package dev.logtail.pipeline.access;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, in words. Pure. */
public final class Reasons {
  private Reasons() {}

  public static String of(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException trouble && trouble.getReason() != null) {
      return trouble.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
