/**
 * Judges OpenAPI documents with swagger-parser, which is an optional library and known
 * here alone. Internal: used by {@code io.daplug.schema} alone.
 */
@NullMarked
package io.daplug.schema.judge;

import org.jspecify.annotations.NullMarked;
