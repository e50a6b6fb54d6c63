/**
 * DynamoDB as a structured datastore for Spring Boot. This package is the floor that all
 * others stand on and holds nothing but what marks an exception as Daplug's own.
 */
@NullMarked
package io.daplug;

import org.jspecify.annotations.NullMarked;
