package dev.coffer.testkit;

import dev.coffer.Layer;

/**
 * A store with one bug.
 *
 * @param bug what it does wrong
 * @param caughtBy a case that must catch it, since it states the behaviour that is broken
 * @param layer puts the bug around a store that is right
 */
record BrokenStore(String bug, String caughtBy, Layer layer) {
  @Override
  public String toString() {
    return bug;
  }
}
