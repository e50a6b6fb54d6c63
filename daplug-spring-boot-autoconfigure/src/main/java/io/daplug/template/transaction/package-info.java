/**
 * How transactions are held against their limits, sent, and told of. Internal.
 */
@NullMarked
package io.daplug.template.transaction;

import org.jspecify.annotations.NullMarked;
