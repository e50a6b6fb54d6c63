package io.daplug.autoconfigure.local;

import io.daplug.local.EmbeddedDynamoDbStartException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to set or to add when the embedded DynamoDB does not start.
 */
final class EmbeddedDynamoDbStartFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedDynamoDbStartException> {

	private static final String DEPENDENCY = """
			Add this dependency, or set 'daplug.local.enabled' to false. Tests have it then, and the application when it \
			is run from the test class path ('mvn spring-boot:test-run', 'gradle bootTestRun'):

			    <dependency>
			        <groupId>io.daplug</groupId>
			        <artifactId>daplug-spring-boot-starter-test</artifactId>
			        <version>0.1.0-SNAPSHOT</version>
			        <scope>test</scope>
			    </dependency>""";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, EmbeddedDynamoDbStartException cause) {
		String action = switch (cause.problem()) {
			case PORT -> "Set 'daplug.local.port' to another port, or leave it out to get a free one.";
			case PATH -> "Set 'daplug.local.path' to a directory that this process may write and no other one uses, "
					+ "or leave it out to keep the data in memory.";
			case LIBRARY -> DEPENDENCY;
			// The stack trace says more than we could.
			case OTHER -> null;
		};
		return (action != null) ? new FailureAnalysis(cause.getMessage(), action, cause) : null;
	}

}
