/**
 * Endpoints for operators: what there is and how it does, by names and counts and never
 * by items. The only package that knows Spring Boot's Actuator.
 */
@NullMarked
package io.daplug.actuate;

import org.jspecify.annotations.NullMarked;
