package dev.coffer.fakegcs;

import java.util.Map;

/** An object to be created. */
record Draft(
    String bucket,
    String name,
    Map<String, Object> fields,
    Bytes bytes,
    Checksums checksums,
    int components) {}
