package io.daplug.mirror.scan;

import java.time.Clock;
import java.util.function.Function;

import io.daplug.item.ItemConverter;
import io.daplug.mirror.MirrorHandler;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.template.StoredItems;

/**
 * The mirrors of an application and the tables they read and write.
 *
 * @param mirrors the mirrors
 * @param stored finds the stored items of a table by its logical name
 * @param converter converts items
 * @param clock tells the time
 */
public record MirrorTables(MirrorRegistry mirrors, Function<String, StoredItems> stored, ItemConverter converter,
		Clock clock) {

	public MirrorHandler handler(String mirror) {
		return this.mirrors.get(mirror);
	}

	public SourceTable source(String mirror) {
		return new SourceTable(this.stored.apply(handler(mirror).mirror().source()), this.converter, this.clock);
	}

	public StoredItems destination(String mirror) {
		return this.stored.apply(handler(mirror).mirror().destination());
	}

}
