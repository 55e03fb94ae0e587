/**
 * The file layout of an agent server: the conversations, events, settings and secrets of its users,
 * at the paths that other software of the same server reads.
 *
 * <p>Start at {@link dev.coffer.agent.Locations}, which builds the paths, and {@link
 * dev.coffer.agent.Users}, the files of one user.
 */
@NullMarked
package dev.coffer.agent;

import org.jspecify.annotations.NullMarked;
