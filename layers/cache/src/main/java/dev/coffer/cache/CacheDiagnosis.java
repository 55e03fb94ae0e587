package dev.coffer.cache;

import dev.coffer.FilePath;
import dev.coffer.FileStoreException;
import dev.coffer.spi.Diagnosis;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out besides whether the places of a cache work. None of them makes a call fail, so what
 * does not work is a fact and no failure.
 *
 * @param below what the store below finds out, if anything
 * @param disk null for none
 * @param shared null for none
 */
record CacheDiagnosis(
    Optional<Diagnosis> below, @Nullable DiskCache disk, @Nullable SharedCache shared)
    implements Diagnosis {
  @Override
  public Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>(below.map(Diagnosis::facts).orElse(Map.of()));
    if (disk != null) {
      facts.putAll(disk.facts());
    }
    if (shared != null) {
      facts.putAll(shared.facts());
    }
    return facts;
  }

  @Override
  public Map<String, String> findings() {
    return below.map(Diagnosis::findings).orElse(Map.of());
  }

  @Override
  public List<Trial> trials(FilePath file) {
    return below.map(knows -> knows.trials(file)).orElse(List.of());
  }

  @Override
  public Optional<String> remedy(FileStoreException error) {
    return below.flatMap(knows -> knows.remedy(error));
  }
}
