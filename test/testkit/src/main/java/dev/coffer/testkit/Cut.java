package dev.coffer.testkit;

/** The fault of a cut connection. */
record Cut(Fault.Where where, Fault.End end) implements Fault {}
