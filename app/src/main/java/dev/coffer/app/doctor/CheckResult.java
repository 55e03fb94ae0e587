package dev.coffer.app.doctor;

/** A result of an examination. */
public sealed interface CheckResult {
  /**
   * A setting or a property of the store.
   *
   * @param name its name
   * @param value its value; never a secret
   * @param source where the value comes from; empty if it was not configured
   */
  record Fact(String name, String value, String source) implements CheckResult {}

  /**
   * A step that succeeded.
   *
   * @param name the step
   * @param detail what it found; may be empty
   */
  record Passed(String name, String detail) implements CheckResult {}

  /**
   * A step that failed.
   *
   * @param name the step
   * @param error the failure
   * @param remedy what to do about it
   */
  record Failed(String name, RuntimeException error, String remedy) implements CheckResult {}
}
