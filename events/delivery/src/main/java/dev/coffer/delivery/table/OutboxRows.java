package dev.coffer.delivery.table;

import dev.coffer.FilePath;
import dev.coffer.event.FileEvent;
import dev.coffer.event.Intent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Events and intents as rows of the tables.
 *
 * @param columns how the database stores values
 */
record OutboxRows(OutboxColumns columns) {
  static final String EVENT_COLUMNS = "id, type, path, source, size, etag, time";

  /** Returns an event as it is read after it was stored. */
  FileEvent stored(FileEvent event) {
    Instant time = columns.stored(event.time());
    return time.equals(event.time())
        ? event
        : new FileEvent(
            event.id(),
            event.type(),
            event.path(),
            event.source(),
            event.size(),
            event.etag(),
            time,
            event.order());
  }

  void bind(PreparedStatement row, FileEvent event) throws SQLException {
    columns.setId(row, 1, event.id());
    row.setString(2, event.type().name());
    row.setString(3, event.path().toString());
    row.setString(4, event.source().map(FilePath::toString).orElse(null));
    if (event.size().isPresent()) {
      row.setLong(5, event.size().getAsLong());
    } else {
      row.setNull(5, Types.BIGINT);
    }
    row.setString(6, event.etag().orElse(null));
    columns.setTime(row, 7, event.time());
  }

  /** Reads an event whose columns begin with its number. */
  FileEvent event(ResultSet row) throws SQLException {
    long size = row.getLong(6);
    OptionalLong length = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(size);
    return new FileEvent(
        columns.id(row, 2),
        FileEvent.Type.valueOf(row.getString(3)),
        FilePath.of(row.getString(4)),
        Optional.ofNullable(row.getString(5)).map(FilePath::of),
        length,
        Optional.ofNullable(row.getString(7)),
        columns.time(row, 8).orElse(Instant.EPOCH),
        row.getLong(1));
  }

  static void bind(PreparedStatement row, long id, long owner, Intent intent) throws SQLException {
    row.setLong(1, id);
    row.setLong(2, owner);
    row.setString(3, intent.type().name());
    row.setString(4, joined(intent.paths()));
    row.setString(5, intent.source().map(FilePath::toString).orElse(null));
  }

  /** Joins paths by line breaks, which no path contains. */
  static String joined(List<FilePath> paths) {
    return paths.stream().map(FilePath::toString).collect(Collectors.joining("\n"));
  }

  /** Reads an intent whose first column is another. */
  static Intent intent(ResultSet row) throws SQLException {
    List<FilePath> paths = Arrays.stream(row.getString(3).split("\n")).map(FilePath::of).toList();
    return new Intent(
        FileEvent.Type.valueOf(row.getString(2)),
        paths,
        Optional.ofNullable(row.getString(4)).map(FilePath::of));
  }
}
