package dev.coffer.postgres;

import dev.coffer.config.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Opens connections, each with limits so that nothing hangs for ever.
 *
 * @param options where the database is
 */
record PostgresDatabase(PostgresOutboxOptions options) {
  /** Opens a connection whose statements are prepared nowhere: a pooler may change the session. */
  Connection open() throws SQLException {
    Connection connection = new Driver().connect(options.url(), settings());
    if (connection == null) {
      throw new SQLException("not a URL of PostgreSQL: " + options);
    }
    return connection;
  }

  /**
   * The server ends a statement after 30 seconds; the socket gives up a little later, on a server
   * that no longer answers.
   */
  Properties settings() {
    Properties settings = new Properties();
    options.user().ifPresent(user -> settings.setProperty("user", user));
    options.password().map(Secret::reveal).ifPresent(it -> settings.setProperty("password", it));
    settings.setProperty("prepareThreshold", "0");
    settings.setProperty("reWriteBatchedInserts", "true");
    settings.setProperty("connectTimeout", "10");
    settings.setProperty("loginTimeout", "10");
    settings.setProperty("socketTimeout", "35");
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("ApplicationName", "coffer");
    return settings;
  }

  PostgresSession session() throws SQLException {
    Connection connection = open();
    try {
      return new PostgresSession(connection, options.schema());
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The rights that the user of the outbox needs, as SQL for an owner of the database. */
  String grants() {
    String schema = options.schema();
    String user = options.user().orElse("THE_USER");
    return String.format(
        "CREATE SCHEMA IF NOT EXISTS %1$s AUTHORIZATION %2$s; or, for tables that another user has"
            + " made: GRANT USAGE ON SCHEMA %1$s TO %2$s; GRANT SELECT, INSERT, UPDATE, DELETE ON"
            + " ALL TABLES IN SCHEMA %1$s TO %2$s; GRANT USAGE ON ALL SEQUENCES IN SCHEMA %1$s TO"
            + " %2$s",
        schema, user);
  }

  /** Returns the outbox as people know it, without any secret. */
  @Override
  public String toString() {
    return "outbox:" + options;
  }
}
