package dev.coffer.app.sync;

/** Leftovers of a first look at an origin: the copying tells of them. */
enum Unheard implements Leftovers {
  /** Passes over all. */
  ALL,
  /** Ends the look at a directory that cannot be read. */
  BUT_UNREADABLE;

  /** Whether a file is there cannot be told. */
  static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableException(RuntimeException cause) {
      super(cause);
    }
  }

  @Override
  public void failed(String path, Throwable error) {}

  @Override
  public void unreadable(String path, RuntimeException error) {
    if (equals(BUT_UNREADABLE)) {
      throw new UnreadableException(error);
    }
  }

  @Override
  public void leftOut(String path) {}
}
