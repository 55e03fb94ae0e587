package dev.coffer.app.doctor;

/** One line of an examination. */
public sealed interface CheckResult {
  /**
   * Something that is so.
   *
   * @param name what it is
   * @param value how it is; never a secret
   * @param source where it comes from; empty when nobody chose it
   */
  record Fact(String name, String value, String source) implements CheckResult {}

  /**
   * Something that was tried and works.
   *
   * @param name what was tried
   * @param detail more about it; may be empty
   */
  record Passed(String name, String detail) implements CheckResult {}

  /**
   * Something that was tried and does not work.
   *
   * @param name what was tried
   * @param error why not
   * @param remedy what to do about it
   */
  record Failed(String name, RuntimeException error, String remedy) implements CheckResult {}
}
