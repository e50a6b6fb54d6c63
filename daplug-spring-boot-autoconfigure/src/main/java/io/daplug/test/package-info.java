/**
 * Support for tests of applications: a slice on the embedded DynamoDB, and recordings of
 * the changes and messages that a test has caused, with assertions for them. The only
 * package that knows of test frameworks, which are optional.
 */
@NullMarked
package io.daplug.test;

import org.jspecify.annotations.NullMarked;
