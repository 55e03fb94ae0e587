package dev.coffer.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ClassType;
import com.sun.jdi.IntegerValue;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.ModificationWatchpointEvent;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import dev.coffer.FileInfo;
import dev.coffer.FileStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process at the lines of code that a change runs through, found by running it once in a
 * debugger, and looks at what is left: every change that was done is there, the one that was under
 * way is there whole or not at all, and nothing else is. Each run takes other lines.
 */
@Tag("kills")
class KilledWriterTest {
  private static final int KILLS = Boolean.getBoolean("coffer.thorough") ? 400 : 10;

  /** The exit code of a process that was ended by SIGABRT. */
  private static final int ABORTED = 134;

  private static final int MOST_TRIES = 3;

  /** A line of the store, reached while a step of the program runs. */
  private record Point(int step, String type, int line) {
    @Override
    public String toString() {
      String name = type.substring(type.lastIndexOf('.') + 1);
      return StoreProgram.STEPS.get(step).name() + " at " + name + ":" + line;
    }
  }

  private final AtomicInteger killed = new AtomicInteger();

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> aKillLosesNothingThatWasDoneAndTearsNothing() throws Exception {
    List<Point> points = List.copyOf(points());
    assertThat(points).hasSizeGreaterThan(400);
    double start = ThreadLocalRandom.current().nextDouble();
    Stream<DynamicTest> kills =
        IntStream.range(0, KILLS)
            .mapToObj(i -> points.get((int) ((i + start) * points.size() / KILLS)))
            .map(point -> DynamicTest.dynamicTest("killed in " + point, () -> killAt(point)));
    // Threads that race take other ways each time, so a few processes may come to their end.
    DynamicTest enough =
        DynamicTest.dynamicTest(
            "most processes were killed on their way",
            () -> assertThat(killed).hasValueGreaterThan(KILLS / 2));
    return Stream.concat(kills, Stream.of(enough));
  }

  // ---- The two ways of running the program

  /**
   * The points of one run. A JVM may abort when a breakpoint is disabled while another thread is at
   * it ("no original bytecode found"), which says nothing of the store: then it is run again.
   */
  private Set<Point> points() throws Exception {
    for (int tries = 1; ; tries++) {
      Set<Point> points = new LinkedHashSet<>();
      int exit = run(temporary.resolve("watched-" + tries), points);
      if (exit != ABORTED || tries == MOST_TRIES) {
        assertThat(exit).isZero();
        return points;
      }
    }
  }

  /**
   * Runs the program to its end and notes each line of the store that each step reaches: once, so
   * that loops take no time.
   */
  private static int run(Path root, Set<Point> points) throws Exception {
    VirtualMachine machine = launch(root);
    breakAt(machine, location -> true);
    follow(
        machine,
        breakpoint -> {
          points.add(pointOf(machine, breakpoint.location()));
          breakpoint.request().disable();
          return false;
        });
    assertThat(machine.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
    return machine.process().exitValue();
  }

  private void killAt(Point point) throws Exception {
    Path root = Files.createTempDirectory(temporary, "killed");
    VirtualMachine machine = launch(root);
    Process process = machine.process();
    breakAt(
        machine,
        location ->
            location.declaringType().name().equals(point.type)
                && location.lineNumber() == point.line);
    follow(machine, breakpoint -> point.equals(pointOf(machine, breakpoint.location())));
    process.toHandle().destroyForcibly(); // unlike the process itself, keeps its output
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    if (process.exitValue() != 0) {
      killed.incrementAndGet();
    }
    check(root, lastStepDone(process));
  }

  private static VirtualMachine launch(Path root) throws Exception {
    LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    Objects.requireNonNull(arguments.get("main"))
        .setValue(StoreProgram.class.getName() + " \"" + root + "\" FULL");
    Objects.requireNonNull(arguments.get("options"))
        .setValue(
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ErrorFile=\""
                + root
                + ".log\" -cp \""
                + System.getProperty("java.class.path")
                + "\"");
    return connector.launch(arguments);
  }

  /** Breaks at the chosen lines of the package, as its classes are loaded. */
  private static void breakAt(VirtualMachine machine, Predicate<Location> chosen) {
    ClassPrepareRequest prepared = machine.eventRequestManager().createClassPrepareRequest();
    prepared.addClassFilter("dev.coffer.local.*");
    prepared.putProperty("chosen", chosen);
    prepared.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    prepared.enable();
  }

  /** Runs until the program ends or is where it shall stop, and stays suspended there. */
  private static void follow(VirtualMachine machine, Predicate<BreakpointEvent> stopAt)
      throws Exception {
    try {
      while (true) {
        EventSet events = machine.eventQueue().remove(60_000);
        assertThat(events).as("the program goes on").isNotNull();
        for (Event event : events) {
          if (event instanceof ClassPrepareEvent prepare) {
            addBreakpoints(machine, prepare);
          } else if (event instanceof ModificationWatchpointEvent) {
            machine.eventRequestManager().breakpointRequests().forEach(EventRequest::enable);
          } else if (event instanceof BreakpointEvent breakpoint && stopAt.test(breakpoint)) {
            return;
          }
        }
        events.resume();
      }
    } catch (VMDisconnectedException e) {
      // The program has ended.
    }
  }

  @SuppressWarnings("unchecked")
  private static void addBreakpoints(VirtualMachine machine, ClassPrepareEvent prepare)
      throws AbsentInformationException {
    ReferenceType type = prepare.referenceType();
    Predicate<Location> chosen =
        (Predicate<Location>) Objects.requireNonNull(prepare.request().getProperty("chosen"));
    boolean generated = type.name().contains("$$"); // a lambda's class has no lines
    boolean program = type.name().startsWith(StoreProgram.class.getName());
    if (type.name().equals(StoreProgram.class.getName())) {
      watchSteps(machine, type);
    }
    if (type instanceof ClassType && !generated && !program) {
      Set<Integer> lines = new TreeSet<>();
      for (Location location : type.allLineLocations()) {
        if (chosen.test(location) && lines.add(location.lineNumber())) {
          EventRequest breakpoint = machine.eventRequestManager().createBreakpointRequest(location);
          breakpoint.setSuspendPolicy(EventRequest.SUSPEND_ALL);
          breakpoint.enable();
        }
      }
    }
  }

  /** A step is told before it begins. */
  private static void watchSteps(VirtualMachine machine, ReferenceType program) {
    EventRequest step =
        machine
            .eventRequestManager()
            .createModificationWatchpointRequest(program.fieldByName("current"));
    step.setSuspendPolicy(EventRequest.SUSPEND_ALL);
    step.enable();
  }

  private static Point pointOf(VirtualMachine machine, Location location) {
    List<ReferenceType> programs = machine.classesByName(StoreProgram.class.getName());
    ReferenceType program = programs.get(0);
    int step = ((IntegerValue) program.getValue(program.fieldByName("current"))).value();
    // What runs before the first step and after the last is counted to them.
    int last = StoreProgram.STEPS.size() - 1;
    return new Point(
        Math.max(0, Math.min(step, last)), location.declaringType().name(), location.lineNumber());
  }

  private static int lastStepDone(Process process) throws IOException {
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      out.lines().forEach(lines::add);
    }
    return lines.size() - 1;
  }

  // ---- What must be left

  private static void check(Path root, int lastDone) throws IOException {
    Map<String, String> before = StoreProgram.stateAfter(lastDone + 1);
    Map<String, String> after =
        StoreProgram.stateAfter(Math.min(lastDone + 2, StoreProgram.STEPS.size()));
    try (FileStore store = new LocalFileStore(root, Durability.NONE)) {
      assertFilesAreThoseOf(store, before, after);
      store.write("a/b/c/new", "the locks of the dead are free");
      assertThat(PrivateArea.staged(root)).isEmpty();
      store.clear();
      assertThat(store.list("")).isEmpty();
    }
  }

  private static void assertFilesAreThoseOf(
      FileStore store, Map<String, String> before, Map<String, String> after) {
    Set<String> found = new TreeSet<>();
    try (Stream<FileInfo> files = store.walk("")) {
      files.map(file -> file.path().toString()).forEach(found::add);
    }
    Set<String> possible = new TreeSet<>(before.keySet());
    possible.addAll(after.keySet());
    assertThat(possible).containsAll(found);
    for (String path : possible) {
      if (found.contains(path)) {
        String text = store.readString(path);
        assertThat(text).isIn(before.get(path), after.get(path));
        assertMetadataBelongTo(text, store.stat(path).orElseThrow());
      } else {
        assertThat(before.containsKey(path) && after.containsKey(path)).as(path).isFalse();
      }
    }
  }

  /** Which versions were written with metadata is known from their sizes in the program. */
  private static void assertMetadataBelongTo(String text, FileInfo info) {
    boolean written = text.startsWith("a/b/c/new 2") || text.startsWith("s/t 2");
    assertThat(info.metadata()).isEqualTo(written ? Map.of("version", "2") : Map.of());
    assertThat(info.contentType().isPresent()).isEqualTo(written);
  }
}
