/**
 * Records of DynamoDB's streams, read as the changes that listeners and mirrors handle.
 */
@NullMarked
package io.daplug.stream.record;

import org.jspecify.annotations.NullMarked;
