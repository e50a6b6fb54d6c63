/**
 * How items are read: requests, pages, segments, tokens. Internal.
 */
@NullMarked
package io.daplug.template.read;

import org.jspecify.annotations.NullMarked;
