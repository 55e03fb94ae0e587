package dev.coffer.webhook;

/** What a receiver is sent. */
public enum Format {
  /**
   * Each file's content. Alone: {@code POST URL/PATH} with the content as body, or {@code DELETE
   * URL/PATH}. In batches: {@code POST URL} with a JSON array of {@code method}, {@code path},
   * {@code content} and, where the content is no UTF-8, {@code "encoding":"base64"}.
   */
  OPENHANDS,
  /** CloudEvents 1.0 in JSON, without contents: each alone, or as a JSON array in batches. */
  CLOUDEVENTS
}
