package dev.coffer.s3.direct;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A write of an object with one request.
 *
 * @param key of the object
 * @param body opens the bytes again for each attempt
 * @param contentType not sent if null
 * @param md5 the value of {@code Content-MD5}; not sent if null
 * @param crc32 the value of {@code x-amz-checksum-crc32}; not sent if null
 * @param metadata as it is on the wire
 * @param conditions that must hold for the write
 */
public record ObjectPut(
    String key,
    RequestBody body,
    @Nullable String contentType,
    @Nullable String md5,
    @Nullable String crc32,
    Map<String, String> metadata,
    ConditionHeaders conditions) {}
