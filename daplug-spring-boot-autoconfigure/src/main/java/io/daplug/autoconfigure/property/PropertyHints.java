package io.daplug.autoconfigure.property;

import java.lang.reflect.RecordComponent;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.core.ResolvableType;
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
			registerShortForms(hints, ResolvableType.forType(component.getGenericType()));
		}
	}

	/** Spring's conversion calls the method that makes a record of one value. */
	private static void registerShortForms(RuntimeHints hints, ResolvableType type) {
		for (ResolvableType generic : type.getGenerics()) {
			registerShortForms(hints, generic);
		}
		Class<?> found = type.resolve();
		if (found == null || !found.isRecord()) {
			return;
		}
		if (ShortForm.class.isAssignableFrom(found)) {
			BindableRuntimeHintsRegistrar.forTypes(found).registerHints(hints);
			hints.reflection().registerType(found, MemberCategory.INVOKE_PUBLIC_METHODS);
			return;
		}
		for (RecordComponent component : found.getRecordComponents()) {
			registerShortForms(hints, ResolvableType.forType(component.getGenericType()));
		}
	}

}
