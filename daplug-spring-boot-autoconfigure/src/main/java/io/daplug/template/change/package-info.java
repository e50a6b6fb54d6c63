/**
 * Changes of parts of items: held against the schema path by path, and carried out in
 * memory as DynamoDB does. Internal.
 */
@NullMarked
package io.daplug.template.change;

import org.jspecify.annotations.NullMarked;
