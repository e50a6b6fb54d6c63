/**
 * Listeners and mirrors as a Lambda function that DynamoDB's streams call.
 */
@NullMarked
package io.daplug.stream.lambda;

import org.jspecify.annotations.NullMarked;
