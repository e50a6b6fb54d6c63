/**
 * Changes of items, as records: what the template publishes and what listeners and
 * mirrors receive. Knows nothing of SNS, of streams or of templates.
 */
@NullMarked
package io.daplug.event;

import org.jspecify.annotations.NullMarked;
