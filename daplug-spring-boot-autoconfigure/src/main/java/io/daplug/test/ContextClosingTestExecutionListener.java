package io.daplug.test;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.support.DirtiesContextTestExecutionListener;

/**
 * Closes the context of a class with {@link DaplugTest @DaplugTest} after its last test:
 * no other class can use it, and its server would run until the JVM ends.
 */
final class ContextClosingTestExecutionListener implements TestExecutionListener, Ordered {

	/** After those that need the context after the last test: they come in reverse. */
	@Override
	public int getOrder() {
		return DirtiesContextTestExecutionListener.ORDER + 1;
	}

	@Override
	public void afterTestClass(TestContext testContext) {
		Class<?> testClass = testContext.getTestClass();
		if (TestContextAnnotationUtils.hasAnnotation(testClass, DaplugTest.class)
				&& DaplugTestContextCustomizer.owner(testClass) == testClass) {
			testContext.markApplicationContextDirty(null);
		}
	}

}
