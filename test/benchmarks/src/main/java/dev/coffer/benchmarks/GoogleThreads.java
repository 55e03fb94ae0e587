package dev.coffer.benchmarks;

import com.google.cloud.storage.BlobId;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Google's client, called by as many threads as Coffer has. */
final class GoogleThreads extends GoogleFiles implements ThreadedFiles {
  private final Crew crew = new Crew(THREADS);

  GoogleThreads(GoogleAccess access) {
    super(access);
  }

  @Override
  public Crew crew() {
    return crew;
  }

  @Override
  public void writeAll(Map<String, byte[]> files) throws Exception {
    ThreadedFiles.super.writeAll(files);
  }

  @Override
  public long readAll(List<String> paths) throws Exception {
    return ThreadedFiles.super.readAll(paths);
  }

  @Override
  void deleteBatches(List<List<BlobId>> batches) throws Exception {
    crew.run(batches.size(), i -> deleteBatch(batches.get(i)));
  }

  @Override
  public void close() throws IOException {
    crew.close();
    super.close();
  }
}
