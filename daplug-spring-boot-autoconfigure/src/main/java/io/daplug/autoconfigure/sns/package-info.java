/**
 * Wiring of announcements on SNS: topics of the configured tables, and the publisher.
 */
@NullMarked
package io.daplug.autoconfigure.sns;

import org.jspecify.annotations.NullMarked;
