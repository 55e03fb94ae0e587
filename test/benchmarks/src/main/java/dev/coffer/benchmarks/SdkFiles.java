package dev.coffer.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The bare SDK: the calls that one would write by hand, one after the other. It has default
 * settings, except for those that another server than Amazon's requires.
 */
final class SdkFiles implements AllFiles {
  private static final int PART = 8 << 20;

  private final S3Client client;
  private final String bucket;

  SdkFiles(S3Access access) {
    this.bucket = access.bucket();
    this.client =
        S3Client.builder()
            .endpointOverride(access.endpoint())
            .region(Region.of(S3Access.REGION))
            .credentialsProvider(access.credentials())
            .httpClientBuilder(ApacheHttpClient.builder())
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .build();
  }

  void createBucket() {
    client.createBucket(r -> r.bucket(bucket));
  }

  void deleteBucket() {
    client.deleteBucket(r -> r.bucket(bucket));
  }

  @Override
  public void write(String path, byte[] bytes) {
    client.putObject(r -> r.bucket(bucket).key(path), RequestBody.fromBytes(bytes));
  }

  @Override
  public byte[] read(String path) {
    return client.getObjectAsBytes(r -> r.bucket(bucket).key(path)).asByteArray();
  }

  @Override
  public long size(String path) {
    return client.headObject(r -> r.bucket(bucket).key(path)).contentLength();
  }

  @Override
  public int list(String directory) {
    List<String> names = new ArrayList<>();
    for (ListObjectsV2Response page :
        client.listObjectsV2Paginator(
            r -> r.bucket(bucket).prefix(directory + "/").delimiter("/"))) {
      page.contents().forEach(file -> names.add(file.key()));
      page.commonPrefixes().forEach(prefix -> names.add(prefix.prefix()));
    }
    return names.size();
  }

  private Iterable<ListObjectsV2Response> below(String directory) {
    return client.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(directory + "/"));
  }

  @Override
  public long walk(String directory) {
    long total = 0;
    for (ListObjectsV2Response page : below(directory)) {
      total += page.contents().stream().mapToLong(S3Object::size).sum();
    }
    return total;
  }

  @Override
  public void writeAll(Map<String, byte[]> files) {
    files.forEach(this::write);
  }

  @Override
  public long readAll(List<String> paths) {
    return paths.stream().mapToLong(path -> read(path).length).sum();
  }

  /** A page of the listing is a batch. */
  void deleteObject(String path) {
    client.deleteObject(r -> r.bucket(bucket).key(path));
  }

  @Override
  public void deleteDirectory(String directory) {
    for (ListObjectsV2Response page : below(directory)) {
      List<ObjectIdentifier> keys =
          page.contents().stream()
              .map(file -> ObjectIdentifier.builder().key(file.key()).build())
              .toList();
      client.deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(keys).quiet(true)));
    }
  }

  @Override
  public void streamIn(String path, LargeContent content) throws IOException {
    InputStream in = content.open();
    String id = client.createMultipartUpload(r -> r.bucket(bucket).key(path)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
      parts.add(send(path, id, parts.size() + 1, part));
    }
    client.completeMultipartUpload(
        r -> r.bucket(bucket).key(path).uploadId(id).multipartUpload(m -> m.parts(parts)));
  }

  private CompletedPart send(String path, String id, int number, byte[] part) {
    String etag =
        client
            .uploadPart(
                r -> r.bucket(bucket).key(path).uploadId(id).partNumber(number),
                RequestBody.fromBytes(part))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  @Override
  public long streamOut(String path) throws IOException {
    try (InputStream in = client.getObject(r -> r.bucket(bucket).key(path))) {
      return Streams.drain(in);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
