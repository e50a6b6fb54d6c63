package io.daplug.autoconfigure.mirror;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done with mirrors as a whole.
 *
 * @param table Table that keeps how far backfills and moves are.
 * @param lease How long an instance that runs a backfill and says nothing is taken to be
 * alive.
 * @param pollInterval How often each instance asks which table of a move is written.
 * @param validFor For how long what it was told is valid.
 * @param writerWait How long a write waits while the tables of a move change places.
 */
@ConfigurationProperties("daplug.mirror-operations")
record DaplugMirrorOperationsProperties(@Nullable String table, @DefaultValue("30s") Duration lease,
		@DefaultValue("1s") Duration pollInterval, @DefaultValue("10s") Duration validFor,
		@DefaultValue("5s") Duration writerWait) {

}
