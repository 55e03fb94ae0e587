package dev.coffer.testkit.model;

import java.util.List;

/**
 * A program on whose last call store and model differ.
 *
 * @param program calls on a new, empty store
 * @param difference what differs at the last one
 * @param cause the mismatch itself
 */
record ModelFailure(List<ModelStep> program, String difference, RuntimeException cause) {
  /** The program as Java that can be pasted, the difference as a comment behind the last call. */
  String java() {
    StringBuilder java = new StringBuilder();
    program.forEach(operation -> java.append(operation.java("store")).append(";\n"));
    return java + "// " + difference.replaceAll("[\\r\\n]+", " ") + "\n";
  }
}
