package dev.logtail.tool.debug.prompt;

import java.util.List;

/** The lines that a person typed before, the oldest first, in this session and in earlier ones. */
interface TypedLines extends AutoCloseable {
  /** Nothing is kept. */
  TypedLines NONE =
      new TypedLines() {
        @Override
        public List<String> all() {
          return List.of();
        }

        @Override
        public void remember(String line) {
          // That is what it is for.
        }

        @Override
        public void close() {
          // There is nothing.
        }
      };

  List<String> all();

  /** Keeps {@code line} for later sessions, unless it may hold a secret. Does not wait. */
  void remember(String line);

  /** Whatever was to be kept is kept. */
  @Override
  void close();
}
