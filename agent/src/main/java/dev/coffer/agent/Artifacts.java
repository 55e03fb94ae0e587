package dev.coffer.agent;

import dev.coffer.ConflictException;
import dev.coffer.Content;
import dev.coffer.DeleteOptions;
import dev.coffer.FileInfo;
import dev.coffer.FilePath;
import dev.coffer.FileStore;
import dev.coffer.OpenedFile;
import dev.coffer.ReadOptions;
import dev.coffer.UnsupportedFeatureException;
import dev.coffer.WriteOptions;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the runtimes of a user's conversations produced: screenshots, logs, archives. They are in
 * {@link Locations#artifactsDir}, outside the conversation, so that they have a lifetime and a
 * quota of their own; deleting a conversation leaves them.
 *
 * <pre>{@code
 * Artifacts artifacts = Artifacts.of(store, "ada").quota(2L << 30);
 * artifacts.put("c1", "screenshots/1.png", Content.of(bytes));
 * artifacts.deleteBefore(Instant.now().minus(Duration.ofDays(30)));
 * }</pre>
 *
 * <p>A name is a path below the conversation's directory and never leads out of it. The user is the
 * actor of each call, as of {@link Users#of}.
 *
 * <p>Safe for use by several threads.
 */
public final class Artifacts {
  private final FileStore files;
  private final @Nullable String userId;
  private final Optional<Quota> quota;

  private Artifacts(FileStore files, @Nullable String userId, Optional<Quota> quota) {
    this.files = files;
    this.userId = userId;
    this.quota = quota;
  }

  /**
   * Returns the artifacts of a user, without a limit.
   *
   * @param store the store that holds the files of all users
   * @param userId the user; null or empty for those of no user
   * @return the artifacts; no request is made
   * @throws dev.coffer.InvalidFilePathException if the id cannot be the name of a directory
   */
  public static Artifacts of(FileStore store, @Nullable String userId) {
    return new Artifacts(UserFileStore.of(store, userId), userId, Optional.empty());
  }

  /**
   * Returns the same artifacts with a limit on the sizes of all artifacts of the user together.
   *
   * <p>What is used is counted by a listing before each {@link #put}, so that what other processes
   * wrote and deleted counts. What the returned object is writing counts, too: the limit is exact
   * for any number of threads that use this one object. Processes that write at the same time do
   * not see each other's unfinished artifacts; together they may exceed the limit by at most these.
   * An artifact that is replaced counts with the larger of both sizes until it is replaced.
   *
   * @param bytes the most bytes that may be used
   * @return artifacts with this limit and no other
   * @throws IllegalArgumentException if the number is negative
   */
  public Artifacts quota(long bytes) {
    Quota limit = new Quota(bytes, files, Locations.artifactsRoot(userId));
    return new Artifacts(files, userId, Optional.of(limit));
  }

  /**
   * Stores an artifact, or replaces it.
   *
   * @param sid the conversation
   * @param name the path below the conversation's directory, such as {@code logs/build.txt}
   * @param content the bytes. If their number is declared, a quota refuses them before the first is
   *     taken; otherwise the write stops at the limit and nothing is published
   * @return the stored file
   * @throws dev.coffer.StorageFullException if the quota would be exceeded
   */
  public FileInfo put(String sid, String name, Content content) {
    FilePath path = path(sid, name);
    return quota.isPresent()
        ? quota.get().put(path, content, counted -> write(path, counted))
        : write(path, content);
  }

  private FileInfo write(FilePath path, Content content) {
    return files.write(path, content, WriteOptions.DEFAULTS);
  }

  /**
   * Opens an artifact for reading, as a stream.
   *
   * @param sid the conversation
   * @param name the path below the conversation's directory
   * @return the file; close it
   * @throws dev.coffer.NotFoundException if it does not exist
   */
  public OpenedFile open(String sid, String name) {
    return files.read(path(sid, name), ReadOptions.DEFAULTS);
  }

  /**
   * Lists the artifacts of a conversation.
   *
   * @param sid the conversation
   * @return all files, with paths as the store names them, in the order of their paths, lazily;
   *     empty if there are none. Close the stream
   */
  public Stream<FileInfo> list(String sid) {
    return files.walk(Locations.artifactsDir(sid, userId));
  }

  /**
   * Returns how many bytes the artifacts of all conversations of the user have, by a listing.
   *
   * @return the sum of the sizes of the published files
   */
  public long usage() {
    return Quota.usage(files, Locations.artifactsRoot(userId));
  }

  /**
   * Deletes an artifact. Does nothing if it does not exist.
   *
   * @param sid the conversation
   * @param name the path below the conversation's directory
   */
  public void delete(String sid, String name) {
    files.deleteFile(path(sid, name).toString());
  }

  /**
   * Deletes all artifacts of a conversation. Does nothing if there are none.
   *
   * @param sid the conversation
   */
  public void deleteAll(String sid) {
    files.deleteDirectory(Locations.artifactsDir(sid, userId));
  }

  /**
   * Deletes the artifacts of all conversations of the user that were last written before a time. An
   * artifact that is replaced during the call is not deleted. On a store without {@link
   * dev.coffer.Capability#CONDITIONAL_DELETES} each is looked at once more before it is deleted,
   * and only what is written between these two requests is lost. The command {@code coffer rm -r
   * --older-than 30d} does the same for any directory.
   *
   * @param time those that were written at this time or later stay
   * @return the number of artifacts that were deleted
   */
  public long deleteBefore(Instant time) {
    long deleted = 0;
    try (Stream<FileInfo> all = files.walk(Locations.artifactsRoot(userId))) {
      for (Iterator<FileInfo> rest = all.iterator(); rest.hasNext(); ) {
        FileInfo file = rest.next();
        if (file.lastModified().isBefore(time) && deleteUnchanged(file)) {
          deleted++;
        }
      }
    }
    return deleted;
  }

  private boolean deleteUnchanged(FileInfo file) {
    try {
      files.deleteFile(file.path(), DeleteOptions.DEFAULTS.ifMatch(file.etag()));
      return true;
    } catch (ConflictException e) {
      return false; // Somebody replaced or deleted it since it was listed.
    } catch (UnsupportedFeatureException e) {
      return deleteIfSeenUnchanged(file);
    }
  }

  /** Whether a server honours conditions is sometimes known only when it was asked. */
  private boolean deleteIfSeenUnchanged(FileInfo file) {
    Optional<String> etag = files.stat(file.path()).map(FileInfo::etag);
    boolean unchanged = etag.isPresent() && etag.get().equals(file.etag());
    if (unchanged) {
      files.deleteFile(file.path().toString());
    }
    return unchanged;
  }

  private FilePath path(String sid, String name) {
    FilePath within = FilePath.ofFile(name);
    return FilePath.of(Locations.artifactsDir(sid, userId) + within);
  }
}
