package dev.coffer.app;

/** One command. */
interface Verb {
  /** How it is called. */
  Usage usage();

  /** Does the work. */
  void run(CommandSession session);
}
