package io.daplug.autoconfigure;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which region or credentials to set where the AWS SDK finds none. What else its
 * clients fail for is left to others.
 */
final class AwsSettingFailureAnalyzer extends AbstractFailureAnalyzer<SdkClientException> {

	private static final String LOCALLY = " To develop without AWS, set 'daplug.local.enabled' to true.";

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SdkClientException cause) {
		String message = String.valueOf(cause.getMessage());
		if (message.startsWith("Unable to load region")) {
			return new FailureAnalysis(
					"No AWS region is set: there is none in 'spring.cloud.aws.region.static', in the environment variable AWS_REGION, in a profile of ~/.aws/config, or from the machine.",
					"Set 'spring.cloud.aws.region.static', to 'eu-central-1' for instance, or AWS_REGION." + LOCALLY,
					cause);
		}
		if (message.startsWith("Unable to load credentials")) {
			return new FailureAnalysis(
					"No AWS credentials are found: there are none in 'spring.cloud.aws.credentials.*', in environment variables, in a profile of ~/.aws, or from the machine.",
					"Set 'spring.cloud.aws.credentials.access-key' and 'spring.cloud.aws.credentials.secret-key', or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in by the AWS CLI."
							+ LOCALLY,
					cause);
		}
		return null;
	}

}
