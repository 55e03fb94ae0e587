package dev.coffer.app;

import dev.coffer.FileStore;

/** What one call gives to its verb. */
record Session(Console console, Words words) {
  /** Opens the store that the call names; closed by the verb. */
  FileStore open() {
    return choice().open();
  }

  StoreChoice choice() {
    return new StoreChoice(words.value(Flag.STORE), console.env());
  }

  boolean json() {
    return words.has(Flag.JSON);
  }
}
