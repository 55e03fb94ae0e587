package dev.coffer.compression;

/** Whether a store is open. */
final class LayerLife {
  private final String store;
  private volatile boolean closed;

  LayerLife(String store) {
    this.store = store;
  }

  String store() {
    return store;
  }

  void check() {
    if (closed) {
      throw new IllegalStateException("the store is closed: " + store);
    }
  }

  void end() {
    closed = true;
  }
}
