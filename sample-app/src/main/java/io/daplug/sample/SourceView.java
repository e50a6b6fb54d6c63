package io.daplug.sample;

import io.daplug.stream.ChangeSource;
import io.daplug.stream.ListenerContainer;
import io.daplug.stream.SourceProgress;

/**
 * Where a listener's changes come from, and how far behind it is.
 *
 * @param listener the listener's id
 * @param table the table
 * @param source what hands the table's changes over
 * @param shards how many shards of the table's stream this instance reads
 * @param lagMillis how far it is behind
 */
record SourceView(String listener, String table, String source, int shards, long lagMillis) {

	static SourceView of(ListenerContainer listener, String table, ChangeSource source) {
		int shards = source.progress()
			.stream()
			.filter((progress) -> progress.table().equals(table))
			.mapToInt(SourceProgress::shards)
			.sum();
		return new SourceView(listener.id(), table, source.name(), shards, listener.lag().toMillis());
	}

}
