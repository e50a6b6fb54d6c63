package io.daplug.autoconfigure.property;

import java.lang.reflect.RecordComponent;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.core.io.support.SpringFactoriesLoader;

/**
 * Lets native images bind the records that hold properties.
 */
public final class PropertyHints implements RuntimeHintsRegistrar {

	/**
	 * Creates the hints.
	 */
	public PropertyHints() {
	}

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		SpringFactoriesLoader.forDefaultResourceLocation(classLoader)
			.load(PropertyRecords.class)
			.stream()
			.flatMap((feature) -> feature.records().values().stream())
			.forEach((type) -> register(hints, type));
	}

	/** Spring Boot looks into records only that are declared inside of the others. */
	private static void register(RuntimeHints hints, Class<?> type) {
		BindableRuntimeHintsRegistrar.forTypes(type).registerHints(hints);
		for (RecordComponent component : type.getRecordComponents()) {
			if (component.getType().isRecord()) {
				register(hints, component.getType());
			}
		}
	}

}
