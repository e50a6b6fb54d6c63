/**
 * Texts that several packages read or write alike: pointers, numbers, timestamps,
 * digests, and names that are nearly right. Internal: not part of the API.
 */
@NullMarked
package io.daplug.text;

import org.jspecify.annotations.NullMarked;
