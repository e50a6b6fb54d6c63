/**
 * Regular expressions as JSON schema means them, matched in time linear in the text.
 */
@NullMarked
package io.daplug.schema.pattern;

import org.jspecify.annotations.NullMarked;
