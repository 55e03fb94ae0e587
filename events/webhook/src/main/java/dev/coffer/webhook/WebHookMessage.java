package dev.coffer.webhook;

import java.net.URI;
import java.util.Map;

/**
 * One request to a receiver.
 *
 * @param id the id, the same in every attempt
 */
record WebHookMessage(
    String id, String method, URI uri, Map<String, String> headers, WebHookBody body) {}
