package io.daplug.test;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;

/**
 * Leaves out of {@link DaplugTest @DaplugTest} what the test does not include.
 */
final class DaplugTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<DaplugTest> {

	DaplugTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
	}

}
