package io.daplug.autoconfigure.mirror;

import java.util.Map;

import io.daplug.autoconfigure.property.PropertyRecords;

/**
 * Names the properties of mirrors.
 */
final class MirrorPropertyRecords implements PropertyRecords {

	@Override
	public Map<String, Class<? extends Record>> records() {
		return Map.of("daplug", DaplugMirrorsProperties.class, "daplug.mirror-operations",
				DaplugMirrorOperationsProperties.class);
	}

}
