package dev.coffer.delivery.table;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How a database stores the values for which databases have different types. */
public interface OutboxColumns {
  /**
   * Sets a time.
   *
   * @param row the statement
   * @param index the parameter
   * @param time as {@link #stored} returns it
   * @throws SQLException of the driver
   */
  void setTime(PreparedStatement row, int index, Instant time) throws SQLException;

  /**
   * Sets a time that need not be there.
   *
   * @param row the statement
   * @param index the parameter
   * @param time empty if there is none
   * @throws SQLException of the driver
   */
  void setTime(PreparedStatement row, int index, Optional<Instant> time) throws SQLException;

  /**
   * Reads a time.
   *
   * @param row the row
   * @param index the column
   * @return empty if there is none
   * @throws SQLException of the driver
   */
  Optional<Instant> time(ResultSet row, int index) throws SQLException;

  /**
   * Returns a time as it is read after it was stored.
   *
   * @param time any time
   * @return the same, or less precise
   */
  Instant stored(Instant time);

  /**
   * Sets an id.
   *
   * @param row the statement
   * @param index the parameter
   * @param id the id of an event
   * @throws SQLException of the driver
   */
  void setId(PreparedStatement row, int index, UUID id) throws SQLException;

  /**
   * Reads an id.
   *
   * @param row the row
   * @param index the column
   * @return the id of an event
   * @throws SQLException of the driver
   */
  UUID id(ResultSet row, int index) throws SQLException;
}
