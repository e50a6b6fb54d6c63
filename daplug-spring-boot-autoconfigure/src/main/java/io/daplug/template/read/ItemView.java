package io.daplug.template.read;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.cache.CachedItem;
import io.daplug.guard.ItemVisibility;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.MappingOptions;
import io.daplug.template.context.AnswerCut;
import io.daplug.template.context.PlainForm;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How readers see a visible item: as it is known, nothing that they did not ask for, cut
 * to a schema if the call names one, and without what is hidden.
 */
record ItemView(ReadProjection projection, PlainForm plain, @Nullable ItemSchema schema, MappingOptions cut,
		@Nullable AnswerCut hidden) {

	Map<String, AttributeValue> of(Map<String, AttributeValue> stored) {
		return ofPlain(this.plain.of(stored));
	}

	/** The same of an item that is kept whole; null if readers see none. */
	@Nullable Map<String, AttributeValue> of(CachedItem item, ItemVisibility visibility) {
		Map<String, AttributeValue> known = new KnownForm(visibility, this.plain).of(item);
		return (known != null) ? ofPlain(this.projection.cut(known)) : null;
	}

	/** The same of an item whose prefixes are off, in the form that it has now. */
	private Map<String, AttributeValue> ofPlain(Map<String, AttributeValue> plain) {
		Map<String, AttributeValue> item = this.projection.trim(plain);
		Map<String, AttributeValue> shaped = (this.schema != null)
				? this.schema.map(new LinkedHashMap<>(item), this.cut) : item;
		return (this.hidden != null) ? this.hidden.of(shaped) : shaped;
	}

	/** The same view of what another request brings. */
	ItemView with(ReadProjection brought) {
		return new ItemView(brought, this.plain, this.schema, this.cut, this.hidden);
	}

}
