package io.daplug.test;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.util.ClassUtils;

/**
 * Empties recordings before each test method.
 */
final class RecordingTestExecutionListener implements TestExecutionListener, Ordered {

	private static final boolean SNS = ClassUtils.isPresent("software.amazon.awssdk.services.sns.SnsClient",
			RecordingTestExecutionListener.class.getClassLoader());

	/** Before those that write, such as by scripts. */
	@Override
	public int getOrder() {
		return 3500;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (!testContext.hasApplicationContext()) {
			return;
		}
		ApplicationContext context = testContext.getApplicationContext();
		context.getBeanProvider(RecordedChanges.class).forEach(RecordedChanges::clear);
		if (SNS) {
			context.getBeanProvider(RecordedMessages.class).forEach(RecordedMessages::clear);
		}
	}

}
