package dev.coffer.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bulk")
class FleetSimulationTest {
  @Test
  void thePageHasTheTablesOfThisSimulation() throws IOException {
    String page = Files.readString(Path.of("../../docs/scaling.md"));
    assertThat(page)
        .isEqualTo(FleetSimulation.update(page))
        .contains("seed " + FleetSimulation.SEED);
  }

  @Test
  void whatIsDoneBySeveralAtATimeTakesTheirPart() {
    Simulation simulation = new Simulation(1);
    Station station = new Station(simulation, 2);
    Times ends = new Times();
    for (int i = 0; i < 4; i++) {
      station.work(100, () -> ends.add(simulation.now()));
    }
    simulation.runUntil(400);
    assertThat(ends.quantile(0)).isEqualTo(100);
    assertThat(ends.quantile(0.99)).isEqualTo(200);
    assertThat(station.use()).isEqualTo(0.5);
  }

  @Test
  void whatComesDuringAFlushWaitsForTheNext() {
    Simulation simulation = new Simulation(1);
    Flushes disk = new Flushes(simulation, 100);
    Times ends = new Times();
    disk.flush(() -> ends.add(simulation.now()));
    simulation.after(1, () -> disk.flush(() -> ends.add(simulation.now())));
    simulation.after(2, () -> disk.flush(() -> ends.add(simulation.now())));
    simulation.runUntil(1000);
    assertThat(ends.quantile(0)).isEqualTo(100);
    assertThat(ends.quantile(0.5)).isEqualTo(200);
    assertThat(ends.quantile(0.99)).isEqualTo(200);
  }

  @Test
  void aLoadBeyondTheDatabasePilesUp() {
    FleetResult calm = PostgresFleet.run(new FleetLoad(2, 50, 5, 4, false), 7);
    FleetResult flooded = PostgresFleet.run(new FleetLoad(100, 1000, 2, 4, false), 7);
    assertThat(calm.waiting()).isLessThan(20);
    assertThat(calm.use()).isLessThan(0.5);
    assertThat(flooded.use()).isGreaterThan(0.95);
    assertThat(flooded.writes().quantile(0.5)).isGreaterThan(calm.writes().quantile(0.99));
  }
}
