/**
 * The health of what follows a write: messages and listeners. Knows Spring Boot's health
 * contributors, which nobody else does.
 */
@NullMarked
package io.daplug.health;

import org.jspecify.annotations.NullMarked;
