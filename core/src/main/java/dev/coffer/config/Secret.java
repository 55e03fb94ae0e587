package dev.coffer.config;

/**
 * A value that must not be shown: it prints as {@code ***}.
 *
 * @param reveal the value itself, for the one place that needs it
 */
public record Secret(String reveal) {
  /** Always {@code ***}. */
  @Override
  public String toString() {
    return "***";
  }
}
