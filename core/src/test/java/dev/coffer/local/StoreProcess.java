package dev.coffer.local;

import dev.coffer.Content;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import dev.coffer.FileStoreException;
import dev.coffer.WriteOptions;
import dev.coffer.memory.InMemoryFileStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local store in another process, with one command a line. Each answer is a line: a kind, which
 * is {@code ok} or an error's class, and a text.
 */
final class StoreProcess implements AutoCloseable {
  private final JavaProcess process;

  private StoreProcess(JavaProcess process) {
    this.process = process;
  }

  static StoreProcess start(JavaProcess.Start start) {
    return new StoreProcess(start.start());
  }

  /** A process that has this class as its main class, not started yet. */
  static JavaProcess.Start process() {
    return JavaProcess.of(StoreProcess.class);
  }

  /** What a command gave. */
  record Answer(String kind, String text) {
    boolean isOk() {
      return kind.equals("ok");
    }
  }

  /** Runs a command: a verb and its arguments. */
  Answer call(Object... command) throws InterruptedException {
    process.send(String.join("\t", Arrays.stream(command).map(String::valueOf).toList()));
    String[] answer = process.line().split("\t", 2);
    return new Answer(answer[0], answer[1]);
  }

  /** Runs a command that must succeed. */
  String ok(Object... command) throws InterruptedException {
    Answer answer = call(command);
    if (!answer.isOk()) {
      throw new AssertionError(Arrays.toString(command) + ": " + answer);
    }
    return answer.text();
  }

  @Override
  public void close() {
    process.close();
  }

  // ---- In the other process

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    Class.forName("dev.coffer.StorageFailureException"); // before no more file can be opened
    Commands commands = new Commands();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(commands.answer(line.split("\t", -1)).replace('\n', ' '));
    }
  }

  private static final class Commands {
    private FileStore store = new InMemoryFileStore(); // until a root is opened
    private final List<InputStream> streams = new ArrayList<>();

    String answer(String[] command) {
      try {
        return "ok\t" + run(command);
      } catch (FileStoreException e) {
        return e.getClass().getSimpleName() + "\t" + e.getMessage();
      } catch (Exception | Error e) {
        return "unexpected\t" + e + " at " + Arrays.toString(e.getStackTrace());
      }
    }

    private Object run(String[] command) throws IOException {
      String path = command.length > 1 ? command[1] : "";
      return switch (command[0]) {
        case "open" -> open(Path.of(path), Durability.valueOf(command[2]));
        case "write" -> store.write(path, command[2]).etag();
        case "writeWithMetadata" ->
            store.write(
                path, Content.of(command[2]), WriteOptions.DEFAULTS.metadata("key", command[2]));
        case "writeBytes" -> store.write(path, new byte[Integer.parseInt(command[2])]).size();
        case "read" -> store.readString(path);
        case "stat" -> store.stat(path).isPresent();
        case "list" -> store.list(path);
        case "walk" -> walk(path);
        case "delete" -> done(() -> store.delete(path));
        case "deleteFile" -> done(() -> store.deleteFile(path));
        case "deleteDirectory" -> done(() -> store.deleteDirectory(path));
        case "clear" -> done(store::clear);
        case "copy" -> store.copy(path, command[2]).size();
        case "move" -> store.move(path, command[2]).size();
        case "openStream" -> streams.add(store.open(path));
        case "openFiles" -> countOpenFiles();
        case "closeStreams" -> closeStreams();
        case "close" -> done(store::close);
        default -> throw new IllegalArgumentException(command[0]);
      };
    }

    private String open(Path root, Durability durability) {
      store = new LocalFileStore(root, durability);
      return store.toString();
    }

    private List<String> walk(String directory) {
      try (Stream<FileInfo> files = store.walk(directory)) {
        return files.map(file -> file.path().toString()).toList();
      }
    }

    private static String done(Runnable work) {
      work.run();
      return "";
    }

    /** As Linux tells it; the one that lists them is counted each time. */
    private static long countOpenFiles() throws IOException {
      try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
        return all.count();
      }
    }

    private int closeStreams() throws IOException {
      for (InputStream stream : streams) {
        stream.close();
      }
      int count = streams.size();
      streams.clear();
      return count;
    }
  }
}
