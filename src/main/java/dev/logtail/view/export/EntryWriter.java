package dev.logtail.view.export;

import dev.logtail.model.Entry;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes batches of entries and keeps them somewhere. Of the notices those about the records'
 * continuity are kept. After an exception only {@link #abandon} is of use. One thread.
 */
public interface EntryWriter {
  /**
   * Writes {@code entries}, but for what they tell about connections.
   *
   * @throws OutputException when no more is taken; it says what was written before
   */
  void write(List<? extends Entry> entries) throws OutputException;

  /**
   * Hands on what is held back, so that killing the program loses no record that was written.
   *
   * @return true when all of it is on the disk to stay; false where only completion makes it so
   */
  boolean sync() throws OutputException;

  /**
   * Writes the format's end and makes the output permanent.
   *
   * @throws OutputException when that fails
   */
  void finish() throws OutputException;

  /** Gives up: a file that should appear whole does not appear. */
  void abandon();

  /**
   * Where what was written is found if the program ends now and the files that it goes to do not
   * appear. What holds nothing is removed. Any thread.
   */
  List<Path> unfinished();

  /** Records written so far. */
  long records();

  /** Bytes of text written so far. */
  long bytes();
}
