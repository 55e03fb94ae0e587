/**
 * Stores as beans of a Spring Boot application, files as Spring's resources, and what an operator
 * asks of them.
 *
 * <p>An application configures stores ({@code coffer.stores.NAME.uri}) and injects {@link
 * dev.coffer.FileStore}s of these names. The public types are what application code names itself:
 * {@link dev.coffer.spring.FileStoreResource}, the stream that it writes by, and the application
 * events.
 */
@NullMarked
package dev.coffer.spring;

import org.jspecify.annotations.NullMarked;
