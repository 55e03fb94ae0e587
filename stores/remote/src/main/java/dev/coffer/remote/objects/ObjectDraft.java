package dev.coffer.remote.objects;

import java.util.Map;
import java.util.Optional;

/**
 * What an object is to be besides its bytes, and the condition under which it is written.
 *
 * @param contentType to be stored, never empty
 * @param metadata to be stored, with encoded keys and values
 * @param ifAbsent whether there must be no such object
 * @param ifMatch the etag that the object must have, without quotes
 */
public record ObjectDraft(
    String contentType, Map<String, String> metadata, boolean ifAbsent, Optional<String> ifMatch) {}
