package io.daplug.autoconfigure.sns;

import java.util.Map;
import java.util.Set;

import io.daplug.autoconfigure.property.PropertyRecords;

/**
 * Names the properties of SNS, those of topics among them.
 */
final class SnsPropertyRecords implements PropertyRecords {

	@Override
	public Map<String, Class<? extends Record>> records() {
		return Map.of("daplug.sns", DaplugSnsProperties.class, "daplug.tables.*", TopicProperties.Table.class);
	}

	@Override
	public Set<String> switches() {
		return Set.of("daplug.sns.enabled");
	}

}
