/**
 * Wiring of the embedded DynamoDB: its properties, and the client that talks to it.
 */
@NullMarked
package io.daplug.autoconfigure.local;

import org.jspecify.annotations.NullMarked;
