/** Requires the published modules by the names that they have. */
module com.example.consumer {
  requires dev.coffer;
  requires dev.coffer.agent;
  requires dev.coffer.audit;
  requires dev.coffer.cache;
  requires dev.coffer.compression;
  requires dev.coffer.kafka;
  requires dev.coffer.micrometer;
  requires dev.coffer.nats;
  requires dev.coffer.redis;
  requires dev.coffer.replicate;
  requires dev.coffer.postgres;
  requires dev.coffer.retry;
  requires dev.coffer.s3;
  requires dev.coffer.webhook;
  requires jdk.httpserver;
}
