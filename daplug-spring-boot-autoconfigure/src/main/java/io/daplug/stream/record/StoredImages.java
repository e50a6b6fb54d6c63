package io.daplug.stream.record;

import java.util.Map;
import java.util.function.UnaryOperator;

import io.daplug.guard.ItemVersions;
import io.daplug.guard.ItemVisibility;
import io.daplug.guard.StoredForm;
import io.daplug.item.ItemConverter;
import io.daplug.table.TableDefinition;
import io.daplug.table.TableKeys;
import io.daplug.table.TenantKeys;
import io.daplug.table.stored.StoredEncodings;
import io.daplug.version.SchemaUpcasters;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is seen of the images in the records of a stream.
 *
 * @param visibility decides what is seen
 * @param bare takes the prefixes off
 * @param form makes what is stored what is known
 */
record StoredImages(ItemVisibility visibility, UnaryOperator<Map<String, AttributeValue>> bare, StoredForm form) {

	static StoredImages of(TableDefinition table, ItemConverter converter, SchemaUpcasters upcasters) {
		TableKeys keys = new TableKeys(table, converter);
		TenantKeys tenants = TenantKeys.of(table);
		ItemVersions versions = StoredVersions.of(table, converter, upcasters);
		return new StoredImages(StoredVisibility.of(table, keys),
				(tenants != null) ? tenants::strip : table.prefixer()::strip,
				(versions != null) ? versions : StoredForm.SAME);
	}

	/** The same of items whose values others have stored in a form of their own. */
	StoredImages decoded(@Nullable StoredEncodings encodings) {
		return (encodings != null)
				? new StoredImages(this.visibility, this.bare, ((StoredForm) encodings::decoded).then(this.form))
				: this;
	}

	/** The same, with more that is hidden. */
	StoredImages and(ItemVisibility hidden) {
		return new StoredImages(this.visibility.and(hidden), this.bare, this.form);
	}

	boolean hides(Map<String, AttributeValue> stored) {
		return this.visibility.visible(stored) == null;
	}

	/** An image; null if the stream does not show it. */
	VisibleImage of(@Nullable Map<String, AttributeValue> stored) {
		if (stored == null) {
			return VisibleImage.UNKNOWN;
		}
		Map<String, AttributeValue> visible = this.visibility.visible(stored);
		if (visible == null) {
			return VisibleImage.NONE;
		}
		Map<String, AttributeValue> plain = this.bare.apply(visible);
		Map<String, AttributeValue> known = this.form.of(plain);
		return VisibleImage.of(known, visible != stored || known != plain);
	}

}
