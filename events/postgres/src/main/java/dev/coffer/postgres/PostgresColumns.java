package dev.coffer.postgres;

import dev.coffer.delivery.table.OutboxColumns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Times as {@code timestamptz}, whose unit is the microsecond; ids as {@code uuid}. */
final class PostgresColumns implements OutboxColumns {
  @Override
  public void setTime(PreparedStatement row, int index, Instant time) throws SQLException {
    row.setObject(index, time.atOffset(ZoneOffset.UTC));
  }

  @Override
  public void setTime(PreparedStatement row, int index, Optional<Instant> time)
      throws SQLException {
    if (time.isPresent()) {
      setTime(row, index, time.get());
    } else {
      row.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    }
  }

  @Override
  public Optional<Instant> time(ResultSet row, int index) throws SQLException {
    return Optional.ofNullable(row.getObject(index, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  @Override
  public Instant stored(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public void setId(PreparedStatement row, int index, UUID id) throws SQLException {
    row.setObject(index, id);
  }

  @Override
  public UUID id(ResultSet row, int index) throws SQLException {
    return row.getObject(index, UUID.class);
  }
}
