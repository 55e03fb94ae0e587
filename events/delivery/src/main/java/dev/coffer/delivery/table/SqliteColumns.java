package dev.coffer.delivery.table;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Times as nanoseconds since 1970, of which 0 is none; ids as sixteen bytes. */
final class SqliteColumns implements OutboxColumns {
  private static final long NANOS = 1_000_000_000L;

  @Override
  public void setTime(PreparedStatement row, int index, Instant time) throws SQLException {
    row.setLong(index, time.getEpochSecond() * NANOS + time.getNano());
  }

  @Override
  public void setTime(PreparedStatement row, int index, Optional<Instant> time)
      throws SQLException {
    setTime(row, index, time.orElse(Instant.EPOCH));
  }

  @Override
  public Optional<Instant> time(ResultSet row, int index) throws SQLException {
    long nanos = row.getLong(index);
    return nanos == 0
        ? Optional.empty()
        : Optional.of(
            Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS)));
  }

  @Override
  public Instant stored(Instant time) {
    return time;
  }

  @Override
  public void setId(PreparedStatement row, int index, UUID id) throws SQLException {
    row.setBytes(
        index,
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array());
  }

  @Override
  public UUID id(ResultSet row, int index) throws SQLException {
    ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(index));
    return new UUID(bytes.getLong(), bytes.getLong());
  }
}
