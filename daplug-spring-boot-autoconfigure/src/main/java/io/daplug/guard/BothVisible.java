package io.daplug.guard;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Shows what two rules show.
 *
 * @param first the rule that is asked first
 * @param second the rule that sees what the first one shows
 */
record BothVisible(ItemVisibility first, ItemVisibility second) implements ItemVisibility {

	@Override
	public Set<String> attributes() {
		Set<String> attributes = new LinkedHashSet<>(this.first.attributes());
		attributes.addAll(this.second.attributes());
		return attributes;
	}

	@Override
	public Set<String> attributesIn(Set<String> indexKeys) {
		Set<String> attributes = new LinkedHashSet<>(this.first.attributesIn(indexKeys));
		attributes.addAll(this.second.attributesIn(indexKeys));
		return attributes;
	}

	@Override
	public @Nullable Map<String, AttributeValue> visible(Map<String, AttributeValue> stored) {
		Map<String, AttributeValue> visible = this.first.visible(stored);
		return (visible != null) ? this.second.visible(visible) : null;
	}

	/** The second rule decides by nothing that the first one leaves out. */
	@Override
	public boolean hides(Map<String, AttributeValue> stored) {
		return this.first.hides(stored) || this.second.hides(stored);
	}

	@Override
	public boolean hidesItems() {
		return this.first.hidesItems() || this.second.hidesItems();
	}

}
