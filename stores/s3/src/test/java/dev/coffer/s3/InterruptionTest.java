package dev.coffer.s3;

class InterruptionTest extends S3InterruptionContract {}
