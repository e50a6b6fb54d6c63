/**
 * A small order service on one DynamoDB table.
 */
@NullMarked
package io.daplug.sample;

import org.jspecify.annotations.NullMarked;
