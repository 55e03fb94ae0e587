package dev.coffer.testkit.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Generates programs from a seed: the same seed yields the same program. It does not know the
 * content of a store; it uses few names, so that calls often concern the same files.
 */
final class Program {
  /** The number of calls between two comparisons of the whole tree. */
  private static final int LOOK_AT_ALL = 20;

  private static final List<String> BODIES =
      List.of("", "a", "b", "two\nlines", "0123456789", "é😀");

  private final SplittableRandom random;
  private final RandomPaths paths;

  private Program(long seed) {
    random = new SplittableRandom(seed);
    paths = new RandomPaths(random);
  }

  static List<ModelStep> of(long seed, int length) {
    Program program = new Program(seed);
    List<ModelStep> operations = new ArrayList<>();
    while (operations.size() < length) {
      operations.add(program.next());
      if (operations.size() % LOOK_AT_ALL == LOOK_AT_ALL - 1) {
        operations.add(new WholeTree());
      }
    }
    operations.add(new WholeTree());
    return List.copyOf(operations);
  }

  private ModelStep next() {
    return oneIn(8) ? new Scoped(paths.directory(), next()) : call();
  }

  private ModelStep call() {
    int dice = random.nextInt(100);
    if (dice < 30) {
      return write();
    } else if (dice < 48) {
      return read();
    } else if (dice < 66) {
      return readingStep();
    } else if (dice < 78) {
      return delete();
    } else if (dice < 92) {
      return oneIn(4)
          ? new CopyIf(paths.file(), paths.file(), !oneIn(3))
          : new TransferFile(paths.file(), paths.file(), random.nextBoolean());
    }
    return random.nextBoolean() ? writeAll() : new ReadAll(several(), random.nextBoolean());
  }

  private ModelStep write() {
    FileBody body = body();
    if (random.nextBoolean()) {
      return Write.plain(paths.file(), body);
    }
    ModelSource source = source(body);
    Write.Condition condition = oneOf(Write.Condition.values());
    Optional<String> type = oneIn(3) ? Optional.of("text/plain") : Optional.empty();
    return new Write(paths.file(), body, source, condition, type, metadata());
  }

  private ModelSource source(FileBody body) {
    ModelSource source = oneOf(ModelSource.values());
    return source == ModelSource.TEXT && !body.isText() ? ModelSource.BYTES : source;
  }

  private Map<String, String> metadata() {
    return switch (random.nextInt(4)) {
      case 0 -> Map.of("key", "a value");
      case 1 -> Map.of("a-1", "ä = 😀", "b", "");
      default -> Map.of();
    };
  }

  private FileBody body() {
    if (oneIn(20)) {
      return FileBody.longText(150_000);
    }
    return oneIn(8) ? FileBody.noText() : FileBody.text(oneOf(BODIES.toArray(String[]::new)));
  }

  private ModelStep read() {
    return switch (random.nextInt(4)) {
      case 0 -> new ReadWhole(paths.file(), true);
      case 1 -> new ReadPart(paths.file(), random.nextInt(12), random.nextInt(12));
      case 2 -> new ReadIf(paths.file(), random.nextBoolean(), random.nextBoolean());
      default -> new ReadWhole(paths.file(), false);
    };
  }

  private ModelStep readingStep() {
    return switch (random.nextInt(5)) {
      case 0 -> new StatFile(paths.any());
      case 1 -> new ListNames(paths.directory());
      case 2 -> new Walk(paths.directory());
      default ->
          new ListEntries(
              paths.directory(), random.nextBoolean(), 1 + random.nextInt(3), startAfter());
    };
  }

  private Optional<String> startAfter() {
    return oneIn(3) ? Optional.empty() : Optional.of(paths.entry());
  }

  private ModelStep delete() {
    return switch (random.nextInt(20)) {
      case 0 -> oneIn(3) ? new Clear() : new Delete("", Delete.Kind.DIRECTORY);
      case 1, 2, 3 -> new DeleteAll(several());
      case 4, 5, 6, 7 -> new Delete(paths.any(), Delete.Kind.ANYTHING);
      case 8, 9 -> new Delete(paths.any(), Delete.Kind.DIRECTORY);
      case 10, 11, 12 -> new DeleteIf(paths.file(), !oneIn(3));
      default -> new Delete(paths.file(), Delete.Kind.FILE);
    };
  }

  private ModelStep writeAll() {
    Map<String, FileBody> files = new LinkedHashMap<>();
    several().stream()
        .filter(path -> RandomPaths.isApart(path, files.keySet()))
        .forEach(path -> files.put(path, body()));
    return new WriteAll(files);
  }

  private List<String> several() {
    Supplier<String> file = paths::file;
    return Stream.generate(file).limit(random.nextInt(5)).toList();
  }

  private boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  private <T> T oneOf(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
