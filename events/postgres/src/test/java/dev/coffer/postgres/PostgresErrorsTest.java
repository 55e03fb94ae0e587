package dev.coffer.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.ConnectionException;
import dev.coffer.FileStoreException;
import dev.coffer.PermissionDeniedException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresErrorsTest {
  private static FileStoreException of(String state) {
    return PostgresErrors.of("open", "", "db", "GRANT", new SQLException("reason", state));
  }

  @ParameterizedTest
  @CsvSource({
    "08006, connection lost",
    "57P01, shut down",
    "55P03, a lock is held for too long",
    "57014, the time limit of a statement",
    "25006, a standby"
  })
  void whatMayPassIsRetryable(String state, String what) {
    assertThat(of(state)).as(what).isInstanceOf(ConnectionException.class);
    assertThat(of(state).isRetryable()).isTrue();
    assertThat(of(state)).hasMessageNotContaining("again");
  }

  @ParameterizedTest
  @CsvSource({"42501", "28P01", "3D000"})
  void whatAPersonMustMendIsDenied(String state) {
    assertThat(of(state)).isInstanceOf(PermissionDeniedException.class);
  }

  @ParameterizedTest
  @CsvSource({"53100", "53200"})
  void aFullDatabaseIsFull(String state) {
    assertThat(of(state)).isInstanceOf(StorageFullException.class);
  }

  @ParameterizedTest
  @CsvSource({"42P01", "''"})
  void anythingElseIsAFailureWithItsReason(String state) {
    assertThat(of(state))
        .isInstanceOf(StorageFailureException.class)
        .hasMessageContaining("reason");
  }
}
