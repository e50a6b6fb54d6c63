/**
 * Reads schema files into trees and finds what references in them lead to. Internal: used
 * by {@code io.daplug.schema} alone.
 */
@NullMarked
package io.daplug.schema.document;

import org.jspecify.annotations.NullMarked;
