/**
 * Wiring of the application as a Lambda function.
 */
@NullMarked
package io.daplug.autoconfigure.stream.lambda;

import org.jspecify.annotations.NullMarked;
