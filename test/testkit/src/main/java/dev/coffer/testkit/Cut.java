package dev.coffer.testkit;

/** A connection that is cut. */
record Cut(Fault.Where where, Fault.End end) implements Fault {}
