/**
 * The one door to DynamoDB: every request goes through it, and what the SDK throws comes
 * out as an exception of Spring's data access hierarchy.
 */
@NullMarked
package io.daplug.dynamodb;

import org.jspecify.annotations.NullMarked;
