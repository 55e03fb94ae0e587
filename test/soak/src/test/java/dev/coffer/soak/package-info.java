/** Agents, operators and receivers on one store, with kills, full disks and lost answers. */
@NullMarked
package dev.coffer.soak;

import org.jspecify.annotations.NullMarked;
