package dev.coffer.app.doctor;

import dev.coffer.Capabilities;
import dev.coffer.Capability;
import dev.coffer.config.Setting;
import dev.coffer.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Describes a store without reading its files.
 *
 * @param settings the settings of the back end
 * @param facts called with each name and value
 */
record Description(Settings settings, BiConsumer<String, String> facts) {
  private static final double GIB = 1 << 30;

  /** Reports the file system of a local store. */
  void place() {
    if (!settings.type().equals("local") || settings.path().isEmpty()) {
      return;
    }
    try {
      java.nio.file.FileStore disk = Files.getFileStore(existing(Path.of(settings.path().get())));
      double free = disk.getUsableSpace() / GIB;
      double total = disk.getTotalSpace() / GIB;
      facts.accept(
          "file system",
          String.format(Locale.ROOT, "%s, %,.1f GiB free of %,.1f GiB", disk.type(), free, total));
    } catch (IOException e) {
      facts.accept("file system", "unknown: " + e.getMessage());
    }
  }

  /**
   * The first write creates a root that does not exist, so its file system is that of the nearest
   * directory.
   */
  private static Path existing(Path root) {
    Path at = root.toAbsolutePath();
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  /** Reports the capabilities, and the durability of a write. */
  void abilities(Capabilities capabilities) {
    facts.accept("durability", durability(capabilities));
    facts.accept(
        "capabilities",
        capabilities.supported().stream()
            .sorted()
            .map(ability -> ability.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(", ")));
    boolean endless = capabilities.maxFileSize() == Long.MAX_VALUE;
    facts.accept("largest file", endless ? "no limit" : capabilities.maxFileSize() + " bytes");
    facts.accept("concurrency", String.valueOf(capabilities.concurrency()));
    facts.accept("writes at once", String.valueOf(capabilities.writeConcurrency()));
  }

  private String durability(Capabilities capabilities) {
    if (!capabilities.has(Capability.PERSISTENT)) {
      return "files end with the process";
    }
    String level =
        settings.all().stream()
            .filter(setting -> setting.name().equals("durability"))
            .map(Setting::value)
            .findFirst()
            .orElse("");
    return switch (level.toLowerCase(Locale.ROOT)) {
      case "full" -> "a file and its name are on the disk when a call returns";
      case "file" -> "a file is on the disk when a call returns, its name soon after";
      case "none" -> "the system decides when files reach the disk";
      default -> "as the service promises for what it acknowledged";
    };
  }
}
