/**
 * The plans that schemas are compiled into, which shape and check items without looking
 * at the schema files again. Internal: used by {@code io.daplug.schema} alone.
 */
@NullMarked
package io.daplug.schema.plan;

import org.jspecify.annotations.NullMarked;
