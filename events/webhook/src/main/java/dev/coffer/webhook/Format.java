package dev.coffer.webhook;

/** The format of the requests to a receiver. */
public enum Format {
  /**
   * The content of each file. Single events: {@code POST URL/PATH} with the content as body, or
   * {@code DELETE URL/PATH}. Batches: {@code POST URL} with a JSON array of {@code method}, {@code
   * path}, {@code content} and, if the content is not UTF-8, {@code "encoding":"base64"}.
   */
  OPENHANDS,
  /** CloudEvents 1.0 in JSON, without contents: single events, or a JSON array for a batch. */
  CLOUDEVENTS
}
