package dev.coffer.compression;

import dev.coffer.ErrorContext;
import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.spi.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out besides whether files can be compressed here.
 *
 * @param below what the store below finds out, if anything
 * @param format the format of what is written
 * @param store the name of the store
 */
record CompressionDiagnosis(Optional<Diagnosis> below, FrameFormat format, String store)
    implements Diagnosis {
  private static final String COMPRESS = "compress";

  @Override
  public Map<String, String> facts() {
    return below.map(Diagnosis::facts).orElse(Map.of());
  }

  @Override
  public List<Trial> trials(FilePath file) {
    List<Trial> trials = new ArrayList<>();
    below.ifPresent(knows -> trials.addAll(knows.trials(file)));
    ErrorContext context = new ErrorContext(COMPRESS, file.toString(), store);
    trials.add(new Trial("compression", () -> format.requireLibrary(context)));
    return trials;
  }

  @Override
  public Optional<String> remedy(FileStoreException error) {
    return error.operation().equals(COMPRESS)
        ? Optional.ofNullable(error.getCause())
            .filter(LinkageError.class::isInstance)
            .map(cause -> ZstdRemedy.of((LinkageError) cause))
        : below.flatMap(knows -> knows.remedy(error));
  }
}
