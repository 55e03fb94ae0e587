package dev.coffer.concurrent;

/**
 * Whether the stack of a thread has room for what must not end in the middle: a lock whose release
 * is prevented by a {@link StackOverflowError} is held for ever.
 */
public final class StackRoom {
  /** Several times as many as a transaction has, since the frames of a small method are small. */
  private static final int FRAMES = 400;

  private StackRoom() {}

  /** Throws a {@link StackOverflowError} now if the stack has little room left. */
  public static void ensure() {
    int unused = count(FRAMES);
  }

  private static int count(int frames) {
    return frames == 0 ? 0 : 1 + count(frames - 1);
  }
}
