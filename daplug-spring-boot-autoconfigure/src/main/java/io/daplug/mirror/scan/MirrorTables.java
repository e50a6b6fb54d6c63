package io.daplug.mirror.scan;

import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;

import io.daplug.item.ItemConverter;
import io.daplug.mirror.MirrorDefinition;
import io.daplug.mirror.MirrorGuard;
import io.daplug.mirror.MirrorHandler;
import io.daplug.mirror.MirrorRegistry;
import io.daplug.template.DaplugTemplate;
import io.daplug.template.StoredItems;

/**
 * The mirrors of an application and the tables they read and write.
 *
 * @param mirrors finds the mirrors
 * @param templates finds the template of a table by its logical name
 * @param converter converts items
 * @param clock tells the time
 */
public record MirrorTables(Supplier<MirrorRegistry> mirrors, Function<String, DaplugTemplate> templates,
		ItemConverter converter, Clock clock) {

	public MirrorHandler handler(String mirror) {
		return this.mirrors.get().get(mirror);
	}

	/** The source of a mirror; asks DynamoDB for its stream if the mirror is guarded. */
	public SourceTable source(String mirror) {
		MirrorDefinition definition = handler(mirror).mirror();
		StoredItems items = StoredItems.of(this.templates.apply(definition.source()));
		String label = (definition.guard() == MirrorGuard.SEQUENCE) ? items.streamLabel().orElse("") : "";
		return new SourceTable(items, label, this.converter, this.clock);
	}

	public DaplugTemplate destination(String mirror) {
		return this.templates.apply(handler(mirror).mirror().destination());
	}

}
