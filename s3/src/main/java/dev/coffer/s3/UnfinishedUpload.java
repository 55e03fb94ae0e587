package dev.coffer.s3;

import java.time.Instant;

/**
 * An upload in parts that has begun and not ended.
 *
 * @param path the file that it would have become
 * @param id the server's name for it
 * @param started when it began
 */
public record UnfinishedUpload(String path, String id, Instant started) {}
