package dev.coffer.testkit.model;

import java.util.List;

/**
 * A program at whose last call store and model differ.
 *
 * @param program the calls on a new, empty store
 * @param difference the difference at the last call
 * @param cause the mismatch itself
 */
record ModelFailure(List<ModelStep> program, String difference, RuntimeException cause) {
  /**
   * Returns the program as Java that can be pasted, with the difference as a comment after the last
   * call.
   */
  String java() {
    StringBuilder java = new StringBuilder();
    program.forEach(operation -> java.append(operation.java("store")).append(";\n"));
    return java + "// " + difference.replaceAll("[\\r\\n]+", " ") + "\n";
  }
}
