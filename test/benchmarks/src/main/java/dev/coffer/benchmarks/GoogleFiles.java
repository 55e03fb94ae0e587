package dev.coffer.benchmarks;

import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobListOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Google's bare client: the calls that one would write by hand, one after the other. */
class GoogleFiles implements AllFiles {
  private static final int PART = 8 << 20;
  private static final int BATCH = 100;
  private static final BlobField[] LISTED = {
    BlobField.NAME,
    BlobField.SIZE,
    BlobField.GENERATION,
    BlobField.TIME_CREATED,
    BlobField.CONTENT_TYPE,
    BlobField.METADATA
  };

  final Storage client;
  private final String bucket;

  GoogleFiles(GoogleAccess access) {
    this.bucket = access.bucket();
    this.client = access.options().build().getService();
  }

  void createBucket() {
    client.create(BucketInfo.of(bucket));
  }

  void deleteBucket() {
    client.delete(bucket);
  }

  final BlobId id(String path) {
    return BlobId.of(/* bucket= */ bucket, /* name= */ path);
  }

  final BlobInfo info(String path) {
    return BlobInfo.newBuilder(id(path)).build();
  }

  @Override
  public void write(String path, byte[] bytes) {
    client.create(info(path), bytes);
  }

  @Override
  public byte[] read(String path) {
    return client.readAllBytes(id(path));
  }

  @Override
  public long size(String path) {
    return client.get(id(path)).getSize();
  }

  @Override
  public int list(String directory) {
    List<String> names = new ArrayList<>();
    below(directory, BlobListOption.currentDirectory()).forEach(file -> names.add(file.getName()));
    return names.size();
  }

  /** Requests the same fields as Coffer, far fewer than the client's default. */
  private Iterable<Blob> below(String directory, BlobListOption... options) {
    List<BlobListOption> all = new ArrayList<>(List.of(options));
    all.add(BlobListOption.prefix(directory + "/"));
    all.add(BlobListOption.fields(LISTED));
    return client.list(bucket, all.toArray(BlobListOption[]::new)).iterateAll();
  }

  @Override
  public long walk(String directory) {
    long total = 0;
    for (Blob file : below(directory)) {
      total += file.getSize();
    }
    return total;
  }

  @Override
  public void writeAll(Map<String, byte[]> files) throws Exception {
    files.forEach(this::write);
  }

  @Override
  public long readAll(List<String> paths) throws Exception {
    return paths.stream().mapToLong(path -> read(path).length).sum();
  }

  @Override
  public void deleteDirectory(String directory) throws Exception {
    List<BlobId> ids = new ArrayList<>();
    below(directory).forEach(file -> ids.add(file.getBlobId()));
    List<List<BlobId>> batches = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += BATCH) {
      batches.add(ids.subList(i, Math.min(i + BATCH, ids.size())));
    }
    deleteBatches(batches);
  }

  void deleteBatches(List<List<BlobId>> batches) throws Exception {
    batches.forEach(this::deleteBatch);
  }

  final void deleteBatch(List<BlobId> ids) {
    client.delete(ids).forEach(gone -> Tasks.check(1, gone ? 1 : 0));
  }

  @Override
  public void streamIn(String path, LargeContent content) throws IOException {
    try (InputStream in = content.open();
        WriteChannel channel = client.writer(info(path))) {
      channel.setChunkSize(PART);
      in.transferTo(Channels.newOutputStream(channel));
    }
  }

  @Override
  public long streamOut(String path) throws IOException {
    try (InputStream in = Channels.newInputStream(client.reader(id(path)))) {
      return Streams.drain(in);
    }
  }

  @Override
  public void close() throws IOException {
    close(client);
  }

  static void close(Storage client) throws IOException {
    try {
      client.close();
    } catch (Exception e) {
      throw new IOException("the client does not close", e);
    }
  }
}
