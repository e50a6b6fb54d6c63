package io.daplug.autoconfigure.mirror;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done with mirrors as a whole.
 *
 * @param table Table that keeps how far backfills are. Without it, that is lost with the
 * process.
 * @param lease How long an instance that says nothing is taken to be alive.
 */
@ConfigurationProperties("daplug.mirror-operations")
record DaplugMirrorOperationsProperties(@Nullable String table, @DefaultValue("30s") Duration lease) {

}
