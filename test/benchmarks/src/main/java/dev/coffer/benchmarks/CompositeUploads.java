package dev.coffer.benchmarks;

import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BlobWriteSession;
import com.google.cloud.storage.BlobWriteSessionConfigs;
import com.google.cloud.storage.ParallelCompositeUploadBlobWriteSessionConfig.BufferAllocationStrategy;
import com.google.cloud.storage.ParallelCompositeUploadBlobWriteSessionConfig.ExecutorSupplier;
import com.google.cloud.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/** Google's quickest way to send a large file: objects in parallel, which are then composed. */
final class CompositeUploads implements LargeWrites {
  private static final int PART = 8 << 20;
  private static final int AT_ONCE = 8;

  private final String bucket;
  private final Storage client;

  CompositeUploads(GoogleAccess access) {
    this.bucket = access.bucket();
    this.client =
        access
            .options()
            .setBlobWriteSessionConfig(
                BlobWriteSessionConfigs.parallelCompositeUpload()
                    .withExecutorSupplier(ExecutorSupplier.fixedPool(AT_ONCE))
                    .withBufferAllocationStrategy(
                        BufferAllocationStrategy.fixedPool(AT_ONCE, PART)))
            .build()
            .getService();
  }

  @Override
  public void streamIn(String path, LargeContent content) throws IOException {
    BlobWriteSession session =
        client.blobWriteSession(
            BlobInfo.newBuilder(/* bucket= */ bucket, /* name= */ path).build());
    try (InputStream in = content.open();
        WritableByteChannel channel = session.open()) {
      in.transferTo(Channels.newOutputStream(channel));
    }
  }

  @Override
  public void close() throws IOException {
    GoogleFiles.close(client);
  }
}
