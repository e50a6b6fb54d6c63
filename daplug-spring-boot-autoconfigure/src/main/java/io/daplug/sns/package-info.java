/**
 * Announces changes on Amazon SNS: composes messages and their attributes, sends them
 * alone or in batches, on the writer's thread or in lanes of its own.
 */
@NullMarked
package io.daplug.sns;

import org.jspecify.annotations.NullMarked;
