package io.daplug.autoconfigure.local;

import io.daplug.local.EmbeddedDynamoDbStartException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to set or to add when the embedded DynamoDB does not start.
 */
final class EmbeddedDynamoDbStartFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedDynamoDbStartException> {

	/**
	 * The exclusions keep the library from changing the versions of what the application
	 * has anyway, and from asking for native libraries that it carries itself.
	 */
	private static final String DEPENDENCIES = """
			Add these dependencies (scope "test" if only tests use the embedded DynamoDB), or set \
			'daplug.local.enabled' to false:

			    <dependency>
			        <groupId>software.amazon.dynamodb</groupId>
			        <artifactId>DynamoDBLocal</artifactId>
			        <version>3.3.1</version>
			        <exclusions>
			            <exclusion>
			                <groupId>com.almworks.sqlite4java</groupId>
			                <artifactId>*</artifactId>
			            </exclusion>
			            <exclusion>
			                <groupId>org.apache.logging.log4j</groupId>
			                <artifactId>*</artifactId>
			            </exclusion>
			            <exclusion>
			                <groupId>org.mockito</groupId>
			                <artifactId>*</artifactId>
			            </exclusion>
			            <exclusion>
			                <groupId>software.amazon.awssdk</groupId>
			                <artifactId>*</artifactId>
			            </exclusion>
			        </exclusions>
			    </dependency>
			    <dependency>
			        <groupId>com.almworks.sqlite4java</groupId>
			        <artifactId>sqlite4java</artifactId>
			        <version>1.0.392</version>
			    </dependency>
			    <dependency>
			        <groupId>software.amazon.awssdk</groupId>
			        <artifactId>pinpoint</artifactId>
			        <version>2.55.6</version>
			    </dependency>""";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, EmbeddedDynamoDbStartException cause) {
		String action = switch (cause.problem()) {
			case PORT -> "Set 'daplug.local.port' to another port, or leave it out to get a free one.";
			case PATH -> "Set 'daplug.local.path' to a directory that this process may write and no other one uses, "
					+ "or leave it out to keep the data in memory.";
			case LIBRARY -> DEPENDENCIES;
			// The stack trace says more than we could.
			case OTHER -> null;
		};
		return (action != null) ? new FailureAnalysis(cause.getMessage(), action, cause) : null;
	}

}
