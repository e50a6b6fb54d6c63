package io.daplug;

/**
 * Marks every exception that Daplug raises itself. The classes extend Spring's
 * {@code org.springframework.dao} hierarchy, so code that knows Spring's data access
 * exceptions needs no other names.
 */
public interface DaplugException {

}
