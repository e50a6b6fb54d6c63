/**
 * Runs the conformance corpus, which is what the ancestors answered and stored on a real
 * DynamoDB, through the public API of the template. Knows operations, options and values
 * of the corpus, but none of its cases.
 */
@NullMarked
package io.daplug.conformance;

import org.jspecify.annotations.NullMarked;
