package io.daplug.test;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Gives each class with {@link DaplugTest @DaplugTest} a context of its own.
 */
final class DaplugTestContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		DaplugTest annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass, DaplugTest.class);
		return (annotation != null)
				? new DaplugTestContextCustomizer(DaplugTestContextCustomizer.owner(testClass), annotation.embedded())
				: null;
	}

}
