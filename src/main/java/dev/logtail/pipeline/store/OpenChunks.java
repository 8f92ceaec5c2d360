package dev.logtail.pipeline.store;

import java.util.ArrayDeque;

/**
 * The chunks that are loose: the newest ones, and those into which something was inserted lately,
 * so that many entries that come late together do not have a chunk packed for each. Guarded by the
 * store.
 */
final class OpenChunks {
  private final int most;
  private final Packer packer;

  /** Those used last are last. */
  private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();

  /**
   * @param most how many stay loose, the newest included; at least 1
   */
  OpenChunks(int most, Packer packer) {
    this.most = most;
    this.packer = packer;
  }

  /**
   * {@code chunk} is used: it is loose from now on, until as many others have been used. Returns
   * what that adds to its weight.
   */
  long use(Chunk chunk) {
    long before = chunk.weight();
    if (chunk.isPacked()) {
      chunk.unpack(packer);
    } else {
      chunks.remove(chunk);
    }
    chunks.addLast(chunk);
    return chunk.weight() - before;
  }

  /**
   * Packs what has not been used for long, but for {@code newest}. Returns what that adds to the
   * weight of all.
   */
  long packOthers(Chunk newest) {
    long added = 0;
    while (chunks.size() > most) {
      Chunk oldest = chunks.removeFirst();
      if (oldest.equals(newest)) {
        chunks.addLast(oldest);
      } else {
        added -= oldest.weight();
        oldest.pack(packer);
        added += oldest.weight();
      }
    }
    return added;
  }

  /** {@code chunk} is held no longer. */
  void forget(Chunk chunk) {
    if (!chunk.isPacked()) {
      chunks.remove(chunk);
    } else {
      chunk.release(packer);
    }
  }

  void clear() {
    chunks.clear();
    packer.releaseAll();
  }
}
