package io.daplug.template.read;

import java.util.LinkedHashMap;
import java.util.Map;

import io.daplug.key.KeyPrefixer;
import io.daplug.schema.ItemSchema;
import io.daplug.schema.MappingOptions;
import io.daplug.template.context.AnswerCut;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How readers see a visible item: nothing that they did not ask for, prefixes removed,
 * cut to a schema if the call names one, and without what is hidden.
 */
record ItemView(ReadProjection projection, KeyPrefixer prefixer, @Nullable ItemSchema schema, MappingOptions cut,
		@Nullable AnswerCut hidden) {

	Map<String, AttributeValue> of(Map<String, AttributeValue> stored) {
		Map<String, AttributeValue> item = this.prefixer.strip(this.projection.trim(stored));
		Map<String, AttributeValue> shaped = (this.schema != null)
				? this.schema.map(new LinkedHashMap<>(item), this.cut) : item;
		return (this.hidden != null) ? this.hidden.of(shaped) : shaped;
	}

	/** The same view of what another request brings. */
	ItemView with(ReadProjection brought) {
		return new ItemView(brought, this.prefixer, this.schema, this.cut, this.hidden);
	}

}
