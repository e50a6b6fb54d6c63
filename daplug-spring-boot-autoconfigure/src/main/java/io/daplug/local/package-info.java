/**
 * DynamoDB inside the JVM, for development and tests: Amazon's DynamoDB Local on the
 * loopback address. The library is optional, and only this package imports it. Knows
 * nothing of Spring contexts, tables or templates.
 */
@NullMarked
package io.daplug.local;

import org.jspecify.annotations.NullMarked;
