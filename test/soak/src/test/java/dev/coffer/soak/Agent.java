package dev.coffer.soak;

import dev.coffer.ConnectionException;
import dev.coffer.FileStore;
import dev.coffer.NotFoundException;
import dev.coffer.StorageFailureException;
import dev.coffer.StorageFullException;
import dev.coffer.agent.EventLog;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One that appends to conversations that others append to as well, and has files that nobody else
 * changes.
 */
final class Agent implements Runnable {
  private static final Pattern VALUE = Pattern.compile("^\\{\"value\":\"([^\"]*)\"");
  private static final String PADDING = "all work and no play ".repeat(300);
  private static final int PAUSE_MILLIS = 40;

  private final FileStore store;
  private final Stage stage;
  private final Journal journal;
  private final String name;
  private final SplittableRandom random;
  private final Map<String, EventLog> logs = new HashMap<>();

  /** What may be in each file: more than one value after a call that failed. */
  private final Map<String, Set<String>> possible = new HashMap<>();

  private long number;

  Agent(FileStore store, Stage stage, Journal journal, String name) {
    this.store = store;
    this.stage = stage;
    this.journal = journal;
    this.name = name;
    this.random = new SplittableRandom(name.hashCode());
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        act(random.nextInt(100));
        Thread.sleep(random.nextInt(PAUSE_MILLIS));
      } catch (InterruptedException e) {
        return;
      } catch (StorageFullException | StorageFailureException | ConnectionException e) {
        // A disk that is full now and then.
        journal.write(Journal.FAILED, e.getClass().getSimpleName());
      } catch (RuntimeException | Error e) {
        if (!Thread.currentThread().isInterrupted()) {
          wrong(String.valueOf(e));
        }
      }
    }
  }

  private void wrong(String what) {
    journal.write(Journal.WRONG, name, what.replace('\n', ' '));
  }

  private void act(int dice) {
    if (dice < 55) {
      append();
    } else if (dice < 70) {
      write("users/" + name + "/settings.json");
    } else if (dice < 85) {
      check("users/" + name + "/settings.json");
    } else if (dice < 90) {
      write(scratch(1));
    } else if (dice < 93) {
      move(scratch(1), scratch(2));
    } else if (dice < 96) {
      delete(scratch(2));
    } else {
      readAll();
    }
  }

  private String scratch(int which) {
    return "work/" + name + " é/" + which + ".txt";
  }

  private String next() {
    return name + "." + number++;
  }

  private void append() {
    String conversation = Stage.conversation(stage.period(), random.nextInt(Stage.CONVERSATIONS));
    String mark = next();
    journal.write(Journal.APPENDING, conversation, mark);
    long id = log(conversation).append(event(mark));
    journal.write(Journal.APPENDED, conversation, mark, id);
  }

  /** Kept, since a log knows the next id; those of the past are let go. */
  private EventLog log(String conversation) {
    if (logs.size() > 2 * Stage.CONVERSATIONS) {
      logs.clear();
    }
    return logs.computeIfAbsent(conversation, c -> EventLog.of(store, c, null));
  }

  private static String event(String mark) {
    return "{\"action\": \"message\", \"args\": {\"content\": \"" + mark + "\"}}";
  }

  private void write(String path) {
    String value = next();
    begin(path, value);
    store.write(path, "{\"value\":\"" + value + "\",\"padding\":\"" + PADDING + "\"}");
    end(path, value);
  }

  private void delete(String path) {
    begin(path, Journal.ABSENT);
    store.deleteFile(path);
    end(path, Journal.ABSENT);
  }

  private void move(String from, String to) {
    Set<String> moved = possible(from);
    if (moved.size() != 1 || moved.contains(Journal.ABSENT)) {
      return;
    }
    String value = moved.iterator().next();
    begin(to, value);
    begin(from, Journal.ABSENT);
    store.move(from, to);
    end(to, value);
    end(from, Journal.ABSENT);
  }

  private Set<String> possible(String path) {
    return possible.computeIfAbsent(path, p -> new HashSet<>(Set.of(Journal.ABSENT)));
  }

  private void begin(String path, String value) {
    possible(path).add(value);
    journal.write(Journal.BEGUN, path.replace(' ', '|'), value);
  }

  private void end(String path, String value) {
    possible.put(path, new HashSet<>(Set.of(value)));
    journal.write(Journal.DONE, path.replace(' ', '|'), value);
  }

  private void check(String path) {
    String found = value(store, path);
    if (!possible(path).contains(found)) {
      wrong(path + " holds " + found + " and not " + possible(path));
    }
  }

  /** The value in a file of an agent. */
  static String value(FileStore store, String path) {
    try {
      return valueIn(store.readString(path));
    } catch (NotFoundException e) {
      return Journal.ABSENT;
    }
  }

  static String valueIn(String text) {
    Matcher matcher = VALUE.matcher(text);
    boolean whole = matcher.find() && text.endsWith(PADDING + "\"}");
    return whole ? matcher.group(1) : "torn: " + text.length();
  }

  /** As somebody who opens a conversation. */
  private void readAll() {
    String conversation = Stage.conversation(stage.period(), 0);
    List<String> events = log(conversation).events(0).toList();
    if (new HashSet<>(events).size() != events.size()) {
      wrong(conversation + " has an event twice");
    }
  }
}
