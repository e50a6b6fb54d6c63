/**
 * Tests for what schemas demand of items on their way in and out, with DynamoDB Local.
 */
@NullMarked
package io.daplug.template.shaping;

import org.jspecify.annotations.NullMarked;
